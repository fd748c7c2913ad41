#include "modules/one_stop/calendar_definition.h"

#include <algorithm>
#include <set>

#include "core/embedded.h"
#include "core/text.h"
#include "modules/one_stop/actions/recount_due.h"
#include "modules/one_stop/calendar_editor.h"
#include "modules/one_stop/pages/calendar_editor_page.h"
#include "modules/one_stop/pages/calendar_years.h"
#include "platform/calendar/additions.h"
#include "platform/calendar/calendars.h"
#include "platform/definitions/calendar_in_force.h"

namespace dongson::one_stop {

using calendar::Additions;
using calendar::WorkingCalendar;
using definitions::Candidate;
using definitions::Effect;
using definitions::Fault;

namespace {

Additions ReadAdditions(const std::string& text) {
    DefinitionErrors ignored;  // of what was checked
    return Additions::Parse("", text, ignored);
}

std::vector<definitions::ShippedText> ShippedCalendar() {
    return {{std::string(definitions::kCalendarKey), std::string(Embedded("data/calendar/province.yaml"))}};
}

std::vector<Fault> CheckCalendar(const Candidate& candidate) {
    DefinitionErrors errors;
    calendar::CheckAdditions("", candidate.text, WorkingCalendar::Shipped(), errors);
    std::vector<Fault> faults;
    for (const auto& error : errors.all()) faults.push_back({error.line, error.what.Now(), error.path});
    return faults;
}

std::string AboutCalendar(const std::string& text) {
    const auto own = ReadAdditions(text);
    if (own.Empty()) return Say("Theo lịch kèm chương trình").Now();
    return Say("{1} năm đã có thông báo, {2} dòng ngày của tỉnh, {3} hoán đổi", std::to_string(own.notices.size()),
               std::to_string(own.days.size()), std::to_string(own.swaps.size()))
        .Now();
}

// The years that the province says something of, and the last whose notice is known and the next.
std::vector<CalendarYear> YearsToLookAt(const Additions& own, const WorkingCalendar& whole) {
    std::set<int> its_own, all;
    for (const auto& notice : own.notices) its_own.insert(notice.year);
    for (const auto& days : own.days) its_own.insert({days.first.Year(), days.last.Year()});
    for (const auto& swap : own.swaps) its_own.insert({swap.off.Year(), swap.worked.Year()});
    all = its_own;
    auto known = whole.first().Year();
    while (known < whole.last().Year() && !whole.IsEstimated(Date::Of(known + 1, 1, 1))) ++known;
    all.insert({known, std::min(known + 1, whole.last().Year())});
    std::vector<CalendarYear> years;
    for (const int year : all)
        if (year >= whole.first().Year() && year <= whole.last().Year())
            years.push_back({year, its_own.empty() ? year == known : its_own.contains(year)});
    return years;
}

web::Html PreviewCalendar(const std::string& text) {
    const auto own = ReadAdditions(text);
    const auto whole = WorkingCalendar::Shipped().With(own);
    return CalendarYears(whole, WorkingCalendar::Shipped(), YearsToLookAt(own, whole));
}

// The hour, too, where it is all that changes.
std::string DayOfTrial(Instant due, Instant other) {
    if (due == kNever) return "–";
    return due.LocalDate() == other.LocalDate() ? due.Spoken() : due.LocalDate().Spoken();
}

// Days that have passed count for what is open, and for nothing that was decided or issued.
void TellOfPast(const WorkingCalendar& now, const WorkingCalendar& then, Date today, std::vector<Effect>& effects) {
    std::vector<std::string> days;
    constexpr int kMostNamed = 10;
    for (auto day = now.first(); day < today && std::ssize(days) < kMostNamed; day = day + 1)
        if (now.IsWorkingDay(day) != then.IsWorkingDay(day)) days.push_back(day.Spoken());
    if (days.empty()) return;
    effects.push_back({Say(
        "Có ngày đã qua bị đổi ({1}): hồ sơ chưa có kết quả được tính lại; hồ sơ đã có kết quả và giấy tờ đã cấp giữ nguyên.",
        Join(days, ", "))});
}

std::vector<Effect> TrialOfCalendar(const Platform& platform, storage::Transaction& tx, const Candidate& candidate, Date today) {
    const auto now = platform.calendar.Now();
    const auto from = std::max(candidate.valid_from, today);
    const auto then = definitions::CalendarWith(tx, ReadAdditions(candidate.text), from, now->pauses());
    if (then.Text() == now->Text()) return {{Say("Ngày làm việc không đổi: không hồ sơ nào phải tính lại.")}};
    const auto trial = TryCalendar(tx, then);
    std::vector<Effect> effects{
        {Say("{1} hồ sơ đang giải quyết: {2} hồ sơ hẹn muộn hơn, {3} hồ sơ hẹn sớm hơn, còn lại không đổi.", Number(trial.open),
             Number(trial.later), Number(trial.earlier))}};
    if (trial.later + trial.earlier > 0)
        effects.push_back(
            {Say("{1} giấy hẹn đã cấp cho các hồ sơ ấy giữ ngày đã ghi; người nộp được báo ngày mới.", Number(trial.papers))});
    for (const auto& [code, was, is] : trial.first)
        effects.push_back({Say("{1}: {2} → {3}", code, DayOfTrial(was, is), DayOfTrial(is, was))});
    if (const auto more = trial.later + trial.earlier - std::ssize(trial.first); more > 0)
        effects.push_back({Say("và {1} hồ sơ khác.", Number(more))});
    TellOfPast(*now, then, today, effects);
    return effects;
}

web::Html FieldsOfCalendar(storage::Transaction&, const definitions::Editing& editing, const Refusals& faults) {
    return CalendarFields(editing, faults);
}

}  // namespace

const definitions::Type& CalendarDefinition() {
    static constexpr definitions::Type kCalendar{
        .key = definitions::kCalendarType,
        .name = "Lịch làm việc",
        .shipped = ShippedCalendar,
        .check = CheckCalendar,
        .about = AboutCalendar,
        .preview = PreviewCalendar,
        .preview_name = "Xem cả năm",
        .preview_hint = "Ngày nghỉ tô nền, ngày làm bù có khung; lời ở dưới mỗi tháng nói cùng điều ấy.",
        .sole = true,
        .trial = TrialOfCalendar,
        .editor = {.take = TakeCalendarFields, .fields = FieldsOfCalendar, .place = PlaceOfCalendarFault}};
    return kCalendar;
}

}  // namespace dongson::one_stop
