#include "modules/one_stop/domain/report_lines.h"

#include <cmath>

#include "core/language.h"

namespace dongson::one_stop {

namespace {

template <class Wanted>
ReportCell Measured(const std::optional<Wanted>& number) {
    return number ? ReportCell(*number) : ReportCell();
}

std::optional<double> HoursOf(const std::optional<std::int64_t>& minutes) {
    if (!minutes) return std::nullopt;
    return std::round(static_cast<double>(*minutes) / 6) / 10;
}

ReportLine LineOf(const std::string& name, const ReportCounts& counts) {
    ReportLine line{name};
    for (const auto column : kReportColumns) line.emplace_back(counts[column]);
    return line;
}

}  // namespace

std::vector<std::string> ReportHeads(const Report& report) {
    std::vector<std::string> heads{Say(ByName(report.asked.by)).Now()};
    if (report.asked.by == ReportBy::step)
        for (const auto& words :
             {Say("Lượt qua bước"), Say("Trung vị (giờ)"), Say("Lâu nhất (giờ)"), Say("Đang ở bước"), Say("Quá hạn bước")})
            heads.push_back(words.Now());
    else
        for (const auto column : kReportColumns) heads.push_back(FullColumnName(column));
    return heads;
}

std::vector<ReportLine> ReportLines(const Report& report) {
    std::vector<ReportLine> lines;
    lines.reserve(report.steps.size() + report.rows.size() + 1);
    for (const auto& step : report.steps)
        lines.push_back({step.name, step.stays, Measured(HoursOf(step.median)), Measured(HoursOf(step.longest)),
                         Measured(step.here), Measured(step.past_due)});
    for (const auto& row : report.rows) lines.push_back(LineOf(row.name, row.counts));
    if (report.asked.by != ReportBy::step) lines.push_back(LineOf(Say("Tổng cộng").Now(), report.total));
    return lines;
}

std::string CellText(const ReportCell& cell, std::string (*number)(std::int64_t), char point) {
    if (const auto* text = std::get_if<std::string>(&cell)) return *text;
    if (const auto* whole = std::get_if<std::int64_t>(&cell)) return number(*whole);
    const auto* hours = std::get_if<double>(&cell);
    if (hours == nullptr) return {};
    const auto tenths = static_cast<std::int64_t>(std::lround(*hours * 10));
    return std::to_string(tenths / 10) + point + std::to_string(tenths % 10);
}

}  // namespace dongson::one_stop
