#include "modules/one_stop/domain/report.h"

#include <algorithm>

#include "core/language.h"

namespace dongson::one_stop {

namespace {

struct ColumnWords {
    std::string_view slug, name, meaning, word;
};

const ColumnWords& Of(ReportColumn column) {
    static constexpr ColumnWords kWords[] = {
        {"tong-nhan", "Tổng số", "Hồ sơ đơn vị phải giải quyết trong kỳ: kỳ trước chuyển sang và nhận trong kỳ.", "taken"},
        {"ky-truoc", "Kỳ trước chuyển sang",
         "Đã tiếp nhận trước ngày đầu kỳ và khi ấy chưa kết thúc; bằng số còn lại cuối kỳ liền trước.", "carried_over"},
        {"truc-tuyen", "Trực tuyến", "Tiếp nhận trong kỳ, nộp trực tuyến.", "received_online"},
        {"truc-tiep", "Trực tiếp, bưu chính", "Tiếp nhận trong kỳ tại quầy hoặc qua bưu chính.", "received_at_counter"},
        {"da-giai-quyet", "Tổng số", "Đã có kết quả trong kỳ.", "resolved"},
        {"truoc-han", "Trước hạn", "Có kết quả trước ngày hẹn trả.", "resolved_early"},
        {"dung-han", "Đúng hạn", "Có kết quả trong ngày hẹn trả, chưa quá giờ hẹn.", "resolved_on_time"},
        {"qua-han", "Quá hạn", "Có kết quả sau hẹn trả.", "resolved_late"},
        {"khong-han", "Không có ngày hẹn", "Có kết quả; thủ tục không ghi thời hạn.", "resolved_without_due_date"},
        {"khong-ket-qua", "Tổng số", "Kết thúc trong kỳ mà không có kết quả.", "ended_without_result"},
        {"dung", "Dừng giải quyết", "Dừng giải quyết trong kỳ.", "stopped"},
        {"rut", "Rút hồ sơ", "Người nộp rút trong kỳ.", "withdrawn"},
        {"con-lai", "Tổng số", "Hết kỳ chưa kết thúc; kỳ sau nhận tiếp.", "left_open"},
        {"con-han", "Chưa quá hạn",
         "Chưa kết thúc, chưa quá hẹn trả khi hết kỳ; gồm cả hồ sơ không có ngày hẹn hoặc đang tạm dừng.", "left_open_on_time"},
        {"con-qua-han", "Đã quá hạn", "Chưa kết thúc, đã quá hẹn trả khi hết kỳ (kỳ chưa hết thì tính đến lúc lập).",
         "left_open_overdue"},
        {"tu-choi", "Từ chối tiếp nhận", "Từ chối trong kỳ, chưa từng tiếp nhận; đứng ngoài các tổng.", "refused"}};
    return kWords[static_cast<std::size_t>(column)];
}

template <class Kind, std::size_t size>
std::optional<Kind> Parsed(const Kind (&kinds)[size], std::string_view slug, std::string_view (*slug_of)(Kind)) {
    const auto* found = std::ranges::find(kinds, slug, slug_of);
    return found == std::end(kinds) ? std::nullopt : std::optional(*found);
}

ReportColumn ResultOf(const Passage& passage) {
    if (!passage.promised || passage.due >= kNever) return ReportColumn::no_due;
    if (*passage.finished > passage.due) return ReportColumn::late;
    return passage.finished->LocalDate() < passage.due.LocalDate() ? ReportColumn::early : ReportColumn::on_time;
}

}  // namespace

std::string_view ColumnSlug(ReportColumn column) {
    return Of(column).slug;
}
std::optional<ReportColumn> ParseColumn(std::string_view slug) {
    return Parsed(kReportColumns, slug, ColumnSlug);
}
std::string_view ColumnName(ReportColumn column) {
    return Of(column).name;
}
std::string_view GroupName(ReportColumn total) {
    switch (total) {
        case ReportColumn::taken:
            return "Phải giải quyết";
        case ReportColumn::resolved:
            return "Đã có kết quả";
        case ReportColumn::unresolved:
            return "Kết thúc không có kết quả";
        case ReportColumn::left:
            return "Chưa kết thúc";
        default:
            return "";
    }
}
std::string FullColumnName(ReportColumn column) {
    const auto group = GroupName(TotalOf(column));
    const auto name = Say(ColumnName(column)).Now();
    return group.empty() ? name : Say(group).Now() + ": " + name;
}
std::string_view ColumnMeaning(ReportColumn column) {
    return Of(column).meaning;
}
std::string_view ColumnWord(ReportColumn column) {
    return Of(column).word;
}

ReportColumn TotalOf(ReportColumn column) {
    auto total = column;
    for (const auto each : kReportColumns) {
        if (IsTotal(each) || each == ReportColumn::refused) total = each;
        if (each == column) break;
    }
    return total;
}

void ReportCounts::Add(ReportColumn part, std::int64_t dossiers) {
    numbers_[static_cast<std::size_t>(part)] += dossiers;
    if (const auto total = TotalOf(part); total != part) numbers_[static_cast<std::size_t>(total)] += dossiers;
}

ReportCounts& ReportCounts::operator+=(const ReportCounts& other) {
    for (std::size_t place = 0; place < numbers_.size(); ++place) numbers_[place] += other.numbers_[place];
    return *this;
}

bool ReportCounts::Nothing() const {
    return std::ranges::all_of(numbers_, [](std::int64_t number) { return number == 0; });
}

std::string_view AboutSlug(ReportAbout about) {
    static constexpr std::string_view kSlugs[] = {"ky", "nhan", "ket-qua"};
    return kSlugs[static_cast<int>(about)];
}
ReportAbout ParseAbout(std::string_view slug) {
    return Parsed(kReportAbouts, slug, AboutSlug).value_or(ReportAbout::period);
}
std::string_view AboutName(ReportAbout about) {
    static constexpr std::string_view kNames[] = {"Mọi hồ sơ phải giải quyết trong kỳ", "Hồ sơ nhận trong kỳ, đến nay ra sao",
                                                  "Hồ sơ kết thúc trong kỳ"};
    return kNames[static_cast<int>(about)];
}

std::string_view BySlug(ReportBy by) {
    static constexpr std::string_view kSlugs[] = {"don-vi", "linh-vuc", "thu-tuc", "nguoi", "buoc"};
    return kSlugs[static_cast<int>(by)];
}
std::optional<ReportBy> ParseBy(std::string_view slug) {
    return Parsed(kReportBys, slug, BySlug);
}
std::string_view ByName(ReportBy by) {
    static constexpr std::string_view kNames[] = {"Đơn vị", "Lĩnh vực", "Thủ tục", "Người thụ lý", "Bước"};
    return kNames[static_cast<int>(by)];
}

bool Course::In(ReportColumn column) const {
    return began == column || ended == column || TotalOf(began) == column || TotalOf(ended) == column;
}

std::optional<Course> CourseOf(const Passage& passage, const ReportPeriod& period, ReportAbout about, Instant now) {
    if (!passage.received) {
        const bool counted = passage.state == "refused" && passage.closed && period.Holds(*passage.closed);
        return counted ? std::optional(Course{ReportColumn::refused, ReportColumn::refused}) : std::nullopt;
    }
    const auto ended = passage.Ended();
    if (*passage.received >= period.End() || (ended && *ended < period.Begin())) return std::nullopt;
    Course course{*passage.received < period.Begin() ? ReportColumn::carried
                  : passage.online                   ? ReportColumn::online
                                                     : ReportColumn::counter,
                  ReportColumn::open};
    const bool to_its_end = about != ReportAbout::received;  // what was received is told as it is today
    const auto judged = to_its_end ? std::min(period.End(), now) : now;
    if (ended && (!to_its_end || *ended < period.End()))
        course.ended = passage.finished               ? ResultOf(passage)
                       : passage.state == "withdrawn" ? ReportColumn::withdrawn
                                                      : ReportColumn::stopped;
    else if (passage.promised && passage.due < judged)
        course.ended = ReportColumn::overdue;
    if (about == ReportAbout::received && course.began == ReportColumn::carried) return std::nullopt;
    if (about == ReportAbout::resulted && TotalOf(course.ended) == ReportColumn::left) return std::nullopt;
    return course;
}

}  // namespace dongson::one_stop
