#include "modules/one_stop/domain/report_periods.h"

#include <algorithm>

namespace dongson::one_stop {

namespace {

// The first day of the month so many months after that of a day.
Date MonthAfter(Date day, int months) {
    const int month = day.Year() * 12 + day.Month() - 1 + months;
    return Date::Of(month / 12, month % 12 + 1, 1);
}

// So many months that end with a year, a half or a quarter, among them the day's.
ReportPeriod Calendar(Date day, int months) {
    const auto first = MonthAfter(day, -((day.Month() - 1) % months));
    return {first, MonthAfter(first, months) - 1};
}

// The same, from the 15th of the month before to the 14th of the last.
ReportPeriod Reporting(Date day, int months) {
    const auto month = day.Day() > 14 ? MonthAfter(day, 1) : day;
    const auto [first, last] = Calendar(month, months);
    return {MonthAfter(first, -1) + 14, MonthAfter(last, 0) + 13};
}

}  // namespace

std::vector<NamedPeriod> PeriodsOf(Date day) {
    const auto monday = day - (day.Weekday() - 1);
    const auto month = Calendar(day, 1);
    return {{"tuan-nay", "Tuần này", {monday, monday + 6}},
            {kUsualPeriod, "Tháng này", month},
            {"thang-truoc", "Tháng trước", Calendar(month.from - 1, 1)},
            {"quy-nay", "Quý này", Calendar(day, 3)},
            {"nua-nam", "6 tháng", Calendar(day, 6)},
            {"nam-nay", "Năm nay", Calendar(day, 12)},
            {"bc-thang", "Báo cáo tháng", Reporting(day, 1)},
            {"bc-quy", "Báo cáo quý", Reporting(day, 3)},
            {"bc-nua-nam", "Báo cáo 6 tháng", Reporting(day, 6)},
            {"bc-nam", "Báo cáo năm", Reporting(day, 12)}};
}

std::optional<ReportPeriod> PeriodNamed(std::string_view slug, Date today) {
    const auto periods = PeriodsOf(today);
    const auto found = std::ranges::find(periods, slug, &NamedPeriod::slug);
    return found == periods.end() ? std::nullopt : std::optional(found->period);
}

ReportPeriod PeriodBefore(const ReportPeriod& period, std::string_view slug) {
    const auto last = period.from - 1;
    const auto named = PeriodNamed(slug == "thang-truoc" ? kUsualPeriod : slug, last);
    return named ? *named : ReportPeriod{period.from - (period.last - period.from + 1), last};
}

}  // namespace dongson::one_stop
