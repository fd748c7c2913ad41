#include <algorithm>
#include <set>

#include "core/read_file.h"
#include "core/temporary_folder.h"
#include "core/text.h"
#include "modules/one_stop/actions/make_report.h"
#include "modules/one_stop/capabilities.h"
#include "modules/one_stop/domain/report_file.h"
#include "modules/one_stop/domain/report_periods.h"
#include "modules/one_stop/http/api.h"
#include "modules/one_stop/http/handlers.h"
#include "modules/one_stop/pages/report_page.h"
#include "platform/organisation/directory.h"
#include "web/layout.h"

namespace dongson::one_stop {

namespace {

constexpr std::string_view kAllBelow = "ca-duoi";
constexpr std::size_t kMostRowsShown = 2000;
constexpr int kFirstYear = 2000, kLastYear = 2100;  // that anybody reports of

// Whose figures an officer may see, and whose they asked for.
class Scope {
  public:
    explicit Scope(const OfficerRequest& request)
        : officer_(request.officer), units_(request.platform.units.Now()), today_(request.platform.clock.Now().LocalDate()) {
        for (const auto& post : officer_.appointments) {
            if (std::ranges::find(own_, post.unit) == own_.end()) own_.push_back(post.unit);
            if (officer_.May(post.unit, kOversee)) AddBelow(post.unit);
        }
    }

    // Nothing when it is none of theirs.
    std::optional<std::vector<UnitId>> Of(const std::string& chosen) const {
        if (chosen.empty()) return std::vector{officer_.unit()};
        std::vector<UnitId> all = own_;
        all.insert(all.end(), below_.begin(), below_.end());
        if (chosen == kAllBelow) return below_.empty() ? std::nullopt : std::optional(all);
        const UnitId unit{ToNumber(chosen)};
        return std::ranges::find(all, unit) == all.end() ? std::nullopt : std::optional(std::vector{unit});
    }

    // Units below are many: one of them is chosen from the report by unit.
    std::vector<std::pair<std::string, std::string>> Choices(const std::string& chosen) const {
        std::vector<std::pair<std::string, std::string>> choices{{"", units_->NameOf(officer_.unit())}};
        for (const auto unit : own_)
            if (unit != officer_.unit()) choices.emplace_back(ToText(unit), units_->NameOf(unit));
        if (!below_.empty()) choices.emplace_back(kAllBelow, Say("Đơn vị bạn và các đơn vị trực thuộc").Now());
        const auto listed = [&](const auto& choice) { return choice.first == chosen; };
        if (std::ranges::none_of(choices, listed)) choices.emplace_back(chosen, units_->NameOf(UnitId{ToNumber(chosen)}));
        return choices;
    }

    std::string NameOf(const std::string& chosen) const {
        const auto own = units_->NameOf(officer_.unit());
        if (chosen == kAllBelow) return Say("{1} và các đơn vị trực thuộc", own).Now();
        return chosen.empty() ? own : units_->NameOf(UnitId{ToNumber(chosen)});
    }

    // Of people only whoever divides the work of their unit is told.
    bool MaySeePeople(const std::vector<UnitId>& units) const {
        return std::ranges::all_of(units, [&](UnitId unit) { return officer_.May(unit, kAssign); });
    }

  private:
    // Those that exist, and those that ended without anybody who took over, as the districts: what they received stays theirs.
    void AddBelow(UnitId above) {
        for (const auto& unit : units_->all()) {
            if (unit.parent != above || (!unit.ExistsOn(today_) && units_->InOfficeOn(unit.id, today_) != nullptr)) continue;
            if (std::ranges::find(own_, unit.id) != own_.end() || std::ranges::find(below_, unit.id) != below_.end()) continue;
            below_.push_back(unit.id);
            AddBelow(unit.id);
        }
    }

    const identity::Officer& officer_;
    std::shared_ptr<const organisation::Units> units_;
    Date today_;
    std::vector<UnitId> own_, below_;
};

// The period by its name, or the days that were typed; this month when neither was.
ReportPeriod PeriodAsked(ReportView& view) {
    auto& choice = view.choice;
    if (choice.from.empty() && choice.until.empty() && choice.named.empty()) choice.named = kUsualPeriod;
    if (const auto named = PeriodNamed(choice.named, view.today)) {
        choice.from = named->from.Spoken();
        choice.until = named->last.Spoken();
        return *named;
    }
    choice.named.clear();
    const auto day = [&](std::string& typed, const char* field) {
        const auto read = Date::ParseSpoken(typed);
        if (!read) view.faults.push_back({"ANSWER_NOT_A_DATE", Say("Nhập ngày có thật, ví dụ 27/3/2025."), field});
        if (read && (read->Year() < kFirstYear || read->Year() > kLastYear))
            view.faults.push_back(
                {"ANSWER_NOT_A_DATE",
                 Say("Nhập ngày từ năm {1} đến năm {2}.", std::to_string(kFirstYear), std::to_string(kLastYear)), field});
        if (read) typed = read->Spoken();
        return read.value_or(view.today);
    };
    const ReportPeriod period{day(choice.from, "tu"), day(choice.until, "den")};
    if (view.faults.empty() && period.last < period.from)
        view.faults.push_back({"ONE_STOP_PERIOD_BACKWARDS", Say("Ngày cuối không được trước ngày đầu."), "den"});
    return period;
}

// What the address asks for, and the report when it may be told; `wanted` is what it was made of.
ReportView ReportOf(const OfficerRequest& request, ReportAsked& wanted, bool made = true) {
    const auto asked = [&](const char* field) { return std::string(Trim(request.http.Asked(field))); };
    ReportView view{.choice = {.from = asked("tu"),
                               .until = asked("den"),
                               .named = asked("ky"),
                               .unit = asked("don-vi"),
                               .about = ParseAbout(asked("ve"))},
                    .today = request.platform.clock.Now().LocalDate()};
    const Scope scope(request);
    if (view.choice.unit == ToText(request.officer.unit())) view.choice.unit.clear();
    const auto units = scope.Of(view.choice.unit);
    if (!units) {
        view.faults.push_back(Refusal::Forbidden(Say("Bạn chỉ xem được số liệu của đơn vị mình và các đơn vị trực thuộc.")));
        view.faults.back().field = "don-vi";
        view.choice.unit.clear();
    }
    wanted = {.period = PeriodAsked(view), .about = view.choice.about, .units = units.value_or(std::vector<UnitId>())};
    view.several = wanted.units.size() > 1;
    view.people = scope.MaySeePeople(wanted.units);
    view.choice.by = ParseBy(asked("nhom")).value_or(view.several ? ReportBy::unit : ReportBy::domain);
    if (view.choice.by == ReportBy::unit && !view.several) view.choice.by = ReportBy::domain;
    if (view.choice.by == ReportBy::person && !view.people)
        view.faults.push_back(
            {"FORBIDDEN", Say("Số liệu theo người chỉ lãnh đạo đơn vị ấy xem được."), "nhom", RefusalKind::forbidden});
    wanted.by = view.choice.by;
    view.units = scope.Choices(view.choice.unit);
    view.unit_name = scope.NameOf(view.choice.unit);
    if (auto refusal = RefuseWide(wanted)) view.faults.push_back(*std::move(refusal));
    if (!view.faults.empty()) return view;
    if (!made) {
        view.report = Report{.asked = wanted, .made = request.platform.clock.Now()};
        return view;
    }
    auto report = MakeReport(request.platform, wanted);
    if (report)
        view.report = std::move(*report);
    else
        view.faults.push_back(report.error());
    return view;
}

int StatusOf(const ReportView& view) {
    return view.faults.empty() ? 200 : web::StatusOf(view.faults.front().kind);
}

// The report as it is taken away, or why it is not.
Result<ReportFile> FileOf(const OfficerRequest& request) {
    ReportAsked asked;
    auto view = ReportOf(request, asked);
    if (!view.report) return std::unexpected(view.faults.front());
    const auto units = request.platform.units.Now();
    const auto head = view.several ? request.officer.unit() : asked.units.front();
    return ReportFile{.report = std::move(*view.report),
                      .unit = view.unit_name,
                      .head = OnPaper(*units, head, view.today),
                      .made_by = request.officer.account.name};
}

web::Response Sent(const ReportFile& file, std::string bytes, std::string_view type, std::string_view ending,
                   bool shown = false) {
    auto response = web::Bytes(std::move(bytes), type);
    response.With("content-disposition",
                  std::string(shown ? "inline" : "attachment") + "; filename=\"" + ReportFileName(file.report, ending) + "\"");
    return NoStore(std::move(response));
}

}  // namespace

web::Response ShowReport(const OfficerRequest& request) {
    web::MarkActive("report");
    ReportAsked asked;
    auto view = ReportOf(request, asked);
    view.saved = SavedViewsOf(request, ListPage::report);
    return NoStore(web::Page(ReportPage(view), StatusOf(view)));
}

web::Response ShowReportRows(const OfficerRequest& request) {
    web::MarkActive("report");
    ReportAsked asked;
    ReportRowsView view{.of = ReportOf(request, asked, false)};
    view.of.saved.page = ListPage::report;
    if (!view.of.report) return NoStore(web::Page(ReportPage(view.of), StatusOf(view.of)));
    const auto row = request.http.Asked("hang"), column = request.http.Asked("o");
    if (asked.by == ReportBy::step) {
        const auto* found = std::ranges::find(kStepColumns, column, StepColumnSlug);
        if (found == std::end(kStepColumns)) return web::RefusalPage(Refusal::NotFound(Say("Báo cáo không có cột này.")));
        view.what = row;
        view.dossiers = DossiersOfStep(request.platform, asked, row, *found, kMostRowsShown + 1);
    } else {
        const auto found = ParseColumn(column);
        if (!found) return web::RefusalPage(Refusal::NotFound(Say("Báo cáo không có cột này.")));
        auto behind = DossiersOfReport(request.platform, {asked, row, *found}, kMostRowsShown + 1);
        view.what = (behind.row.empty() ? "" : behind.row + " · ") + FullColumnName(*found);
        view.dossiers = std::move(behind.dossiers);
    }
    view.cut = view.dossiers.size() > kMostRowsShown;
    if (view.cut) view.dossiers.resize(kMostRowsShown);
    for (const auto& post : request.officer.appointments)
        for (const auto unit : request.platform.units.Now()->ActsFor(post.unit, view.of.today)) view.own.push_back(unit);
    return NoStore(web::Page(ReportRowsPage(view)));
}

web::Response DownloadReportCsv(const OfficerRequest& request) {
    const auto file = FileOf(request);
    if (!file) return web::RefusalPage(file.error());
    return Sent(*file, ReportCsv(*file), "text/csv; charset=utf-8", ".csv");
}

web::Response DownloadReportBook(const OfficerRequest& request) {
    const auto file = FileOf(request);
    if (!file) return web::RefusalPage(file.error());
    const TemporaryFolder folder;
    const auto path = folder.path() + "/bao-cao.xlsx";
    WriteReportBook(*file, path);
    return Sent(*file, ReadFile(path).value_or(""), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", ".xlsx");
}

web::Response PrintReport(const OfficerRequest& request) {
    const auto file = FileOf(request);
    if (!file) return web::RefusalPage(file.error());
    return Sent(*file, ReportPaper(*file), "application/pdf", ".pdf", true);
}

web::Response ApiReport(const OfficerRequest& request) {
    ReportAsked asked;
    const auto view = ReportOf(request, asked);
    if (!view.report) return web::Problem(view.faults);
    const auto numbers = [](const ReportCounts& counts) {
        json::object told;
        for (const auto column : kReportColumns) told[ColumnWord(column)] = counts[column];
        return told;
    };
    const auto measured = [](const std::optional<std::int64_t>& number) {
        return number ? json::value(*number) : json::value(nullptr);
    };
    json::array rows, steps;
    for (const auto& row : view.report->rows)
        rows.push_back(json::object{{"key", row.key}, {"name", row.name}, {"dossiers", numbers(row.counts)}});
    for (const auto& step : view.report->steps)
        steps.push_back(json::object{{"name", step.name},
                                     {"left", step.stays},
                                     {"median_minutes", measured(step.median)},
                                     {"longest_minutes", measured(step.longest)},
                                     {"here", measured(step.here)},
                                     {"past_due", measured(step.past_due)}});
    return Answer(json::object{{"unit", view.unit_name},
                               {"from", asked.period.from.Iso()},
                               {"until", asked.period.last.Iso()},
                               {"made", view.report->made.Rfc3339()},
                               {"rows", std::move(rows)},
                               {"total", numbers(view.report->total)},
                               {"steps", std::move(steps)}});
}

}  // namespace dongson::one_stop
