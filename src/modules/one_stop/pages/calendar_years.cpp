#include "modules/one_stop/pages/calendar_years.h"

#include <string>

#include "web/components.h"

namespace dongson::one_stop {

using calendar::DayKind;
using calendar::WorkingCalendar;
using namespace web::short_names;

namespace {

constexpr int kMonths = 12, kWeek = 7;

Date FirstOf(int year, int month) {
    return month > kMonths ? Date::Of(year + 1, 1, 1) : Date::Of(year, month, 1);
}

std::string_view ClassOf(const WorkingCalendar& calendar, Date day) {
    const auto* special = calendar.Special(day);
    if (special == nullptr) return calendar.IsWorkingDay(day) ? "" : "ds-month__rest";
    return special->kind == DayKind::swap_work ? "ds-month__made-up" : "ds-month__off";
}

// What eyes take in at once; the words below it say the same.
Html Grid(const WorkingCalendar& calendar, Date first, Date end) {
    static constexpr std::string_view kDays[] = {"T2", "T3", "T4", "T5", "T6", "T7", "CN"};
    auto rows = Render(R"(<tr class="ds-month__days">{}</tr>)",
                       Each(kDays, [](std::string_view name) { return Render(R"(<td>{}</td>)", name); }));
    for (auto week = first - (first.Weekday() - 1); week < end; week = week + kWeek) {
        Html cells;
        for (auto day = week; day < week + kWeek; day = day + 1)
            cells += day < first || day >= end
                         ? Render(R"(<td></td>)")
                         : Render(R"(<td class="{}">{}</td>)", ClassOf(calendar, day), std::to_string(day.Day()));
        rows += Render(R"(<tr>{}</tr>)", cells);
    }
    return Render(R"(<table class="ds-month__grid" aria-hidden="true">{}</table>)", rows);
}

bool IsOwn(const WorkingCalendar& whole, const WorkingCalendar& shipped, Date day) {
    const auto *now = whole.Special(day), *before = shipped.Special(day);
    if ((now == nullptr) != (before == nullptr)) return true;
    return now != nullptr && (now->kind != before->kind || now->name != before->name);
}

std::string Span(Date first, Date last) {
    const auto of = [](Date day) { return day.Spoken().substr(0, 5); };
    return first == last ? of(first) : of(first) + "–" + of(last);
}

Html Named(const WorkingCalendar& whole, const WorkingCalendar& shipped, Date first, Date end) {
    Html items;
    for (const auto& run : whole.SpecialBetween(first - 1, end - 1))
        items += Render(R"(<li><strong>{}</strong> {}{}</li>)", Span(run.first, run.last), web::InVietnamese(run.what->name),
                        When(IsOwn(whole, shipped, run.first), [] { return Render(R"( <em>(của tỉnh)</em>)"); }));
    for (auto day = first; day < end; day = day + 1)
        if (whole.Special(day) == nullptr && shipped.Special(day) != nullptr)
            items +=
                Render(R"(<li><strong>{}</strong> {}</li>)", Span(day, day), Say("không còn: {1}", shipped.Special(day)->name));
    return When(!items.empty(), [&] { return Render(R"(<ul class="govuk-list govuk-body-s">{}</ul>)", items); });
}

Html Month(const WorkingCalendar& whole, const WorkingCalendar& shipped, int year, int month) {
    const auto first = FirstOf(year, month), end = FirstOf(year, month + 1);
    const auto worked = whole.WorkingDaysBetween(first, end - 1) + (whole.IsWorkingDay(first) ? 1 : 0);
    return Render(R"(<div class="ds-month"><p class="govuk-body-s ds-month__name"><strong>{}:</strong> {}</p>{}{}</div>)",
                  Say("Tháng {1}", std::to_string(month)), Say("{1} ngày làm việc", std::to_string(worked)),
                  Grid(whole, first, end), Named(whole, shipped, first, end));
}

Html Year(const WorkingCalendar& whole, const WorkingCalendar& shipped, const CalendarYear& shown) {
    const auto first = Date::Of(shown.year, 1, 1), last = Date::Of(shown.year, kMonths, 31);
    const auto worked = std::to_string(whole.WorkingDaysBetween(first, last) + (whole.IsWorkingDay(first) ? 1 : 0));
    const auto year = std::to_string(shown.year);
    Html months;
    for (int month = 1; month <= kMonths; ++month) months += Month(whole, shipped, shown.year, month);
    return web::Details(whole.IsEstimated(first) ? Say("Năm {1}: {2} ngày làm việc, ước tính vì chưa có thông báo", year, worked)
                                                 : Say("Năm {1}: {2} ngày làm việc", year, worked),
                        Render(R"(<div class="ds-months">{}</div>)", months), shown.open);
}

}  // namespace

Html CalendarYears(const WorkingCalendar& whole, const WorkingCalendar& shipped, const std::vector<CalendarYear>& years) {
    return Each(years, [&](const CalendarYear& year) { return Year(whole, shipped, year); });
}

}  // namespace dongson::one_stop
