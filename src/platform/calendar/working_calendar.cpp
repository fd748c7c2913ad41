#include "platform/calendar/working_calendar.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <stdexcept>

#include "core/csv.h"
#include "core/embedded.h"
#include "platform/calendar/additions.h"

namespace dongson::calendar {

namespace {

Date ReadDate(const Definition& node, std::string_view key) {
    const auto text = node.Text(key);
    const auto date = Date::Parse(text);
    if (!date) node.Fail("'" + std::string(key) + "' must be a date like 2025-09-02, not '" + text + "'");
    return date.value_or(Date{});
}

}  // namespace

std::optional<DayKind> ParseDayKind(std::string_view word) {
    if (word == "holiday") return DayKind::holiday;
    if (word == "substitute") return DayKind::substitute;
    if (word == "swap_off") return DayKind::swap_off;
    if (word == "swap_work") return DayKind::swap_work;
    return std::nullopt;
}

std::optional<std::vector<WorkingHours>> ParseHours(const std::vector<std::string>& texts) {
    std::vector<WorkingHours> hours;
    for (const auto& text : texts) {
        const auto dash = text.find('-');
        const auto opens = ParseMinuteOfDay(text.substr(0, dash));
        const auto closes = dash == std::string::npos ? std::nullopt : ParseMinuteOfDay(text.substr(dash + 1));
        if (!opens || !closes || *opens >= *closes || (!hours.empty() && hours.back().closes > *opens)) return std::nullopt;
        hours.push_back({*opens, *closes});
    }
    if (hours.empty()) return std::nullopt;
    return hours;
}

std::optional<PauseRule> ParsePauseRule(std::string_view word) {
    if (word == "remaining") return PauseRule::remaining;
    if (word == "moved") return PauseRule::moved;
    if (word == "restart") return PauseRule::restart;
    return std::nullopt;
}

void WorkingCalendar::ReadDays(const std::string& source, std::string_view csv, DefinitionErrors& errors) {
    for (const auto& row : ParseCsv(csv)) {
        if (row.line == 1) continue;  // the names of the columns
        const auto& cells = row.cells;
        const auto fail = [&](const std::string& what) { errors.Add(source, row.line, what); };
        if (cells.size() != 5) {
            fail("a day is date,kind,name,source,status");
            continue;
        }
        const auto date = Date::Parse(cells[0]);
        const auto kind = ParseDayKind(cells[1]);
        if (!date) fail("'date' must be a date like 2025-09-02, not '" + cells[0] + "'");
        if (!kind) fail("'kind' is holiday, substitute, swap_off or swap_work, not '" + cells[1] + "'");
        if (cells[4] != "official" && cells[4] != "estimated") fail("'status' is official or estimated, not '" + cells[4] + "'");
        if (!date || !kind) continue;
        if (!special_.emplace(*date, SpecialDay{*kind, cells[2], cells[3], cells[4] == "estimated"}).second)
            fail("this date stands twice");
    }
}

WorkingCalendar WorkingCalendar::Parse(const CalendarTexts& texts, DefinitionErrors& errors) {
    WorkingCalendar calendar;
    const auto root = Definition::Parse(texts.source, texts.yaml, errors);
    root.OnlyKeys({"version", "hours", "weekdays", "first", "last", "estimated_from", "pauses"});
    calendar.version_ = root.Text("version");
    calendar.first_ = ReadDate(root, "first");
    calendar.last_ = ReadDate(root, "last");
    calendar.estimated_from_ = ReadDate(root, "estimated_from");
    if (root.Has("pauses")) {
        const auto pauses = root.Child("pauses");
        pauses.OnlyKeys({"before_due", "from_due"});
        const auto read = [&](std::string_view key, PauseRule& rule) {
            if (!pauses.Has(key)) return;
            if (const auto parsed = ParsePauseRule(pauses.Text(key)))
                rule = *parsed;
            else
                pauses.Fail("'" + std::string(key) + "' is remaining, moved or restart");
        };
        read("before_due", calendar.pauses_.before_due);
        read("from_due", calendar.pauses_.from_due);
    }
    if (auto hours = ParseHours(root.Texts("hours")))
        calendar.shifts_ = {{calendar.first_, *std::move(hours)}};
    else
        root.Fail("'hours' must be like 07:00-11:30, in order");
    for (const auto& text : root.Texts("weekdays")) {
        if (text.size() != 1 || text[0] < '1' || text[0] > '7')
            root.Fail("'weekdays' are numbers from 1 (Monday) to 7");
        else
            calendar.weekdays_.push_back(text[0] - '0');
    }
    calendar.ReadDays(texts.days_source, texts.days, errors);
    if (calendar.shifts_.empty() || calendar.weekdays_.empty() || calendar.last_ <= calendar.first_)
        root.Fail("a calendar needs hours, weekdays and a first and last day");
    else
        calendar.MakeTables();
    return calendar;
}

const WorkingCalendar& WorkingCalendar::Shipped() {
    static const auto calendar = [] {
        DefinitionErrors errors;
        auto parsed = Parse({"data/calendar/calendar.yaml", Embedded("data/calendar/calendar.yaml"), "data/calendar/days.csv",
                             Embedded("data/calendar/days.csv")},
                            errors);
        if (!errors.empty()) throw std::runtime_error(errors.Text());
        return parsed;
    }();
    return calendar;
}

void WorkingCalendar::MakeTables() {
    worked_until_.assign(1, 0);
    minutes_until_.assign(1, 0);
    worked_.clear();
    for (auto& shift : shifts_) {
        shift.minutes = 0;
        for (const auto& [opens, closes] : shift.hours) shift.minutes += closes - opens;
    }
    for (Date day = first_; day <= last_; day = day + 1) {
        const auto special = special_.find(day);
        const bool worked = special == special_.end() ? std::ranges::count(weekdays_, day.Weekday()) > 0
                                                      : special->second.kind == DayKind::swap_work;
        if (worked) {
            worked_.push_back(day);
            minutes_until_.push_back(minutes_until_.back() + MinutesPerDay(day));
        }
        worked_until_.push_back(static_cast<int>(worked_.size()));
    }
}

const WorkingCalendar::Shift& WorkingCalendar::ShiftOn(Date day) const {
    auto at = shifts_.size() - 1;
    while (at > 0 && day < shifts_[at].from) --at;
    return shifts_[at];
}

std::size_t WorkingCalendar::Index(Date day) const {
    if (day < first_ || day > last_) throw std::out_of_range("the calendar does not know " + day.Iso());
    return static_cast<std::size_t>(day - first_);
}

bool WorkingCalendar::IsWorkingDay(Date day) const {
    const auto index = Index(day);
    return worked_until_[index + 1] > worked_until_[index];
}

const SpecialDay* WorkingCalendar::Special(Date day) const {
    const auto found = special_.find(day);
    return found == special_.end() ? nullptr : &found->second;
}

int WorkingCalendar::WorkingDaysBetween(Date after, Date until) const {
    if (until <= after) return 0;
    return worked_until_[Index(until) + 1] - worked_until_[Index(after) + 1];
}

Date WorkingCalendar::NthWorkingDayAfter(Date day, int n) const {
    const auto index = static_cast<std::size_t>(worked_until_[Index(day) + 1] + n - 1);
    if (index >= worked_.size()) throw std::out_of_range("the calendar ends before that day");
    return worked_[index];
}

int WorkingCalendar::MinutesBefore(Date day, int minute) const {
    int before = 0;
    for (const auto& [opens, closes] : Hours(day)) before += std::clamp(minute, opens, closes) - opens;
    return before;
}

std::int64_t WorkingCalendar::MinutesUntil(Instant at) const {
    const auto day = at.LocalDate();
    const auto whole = minutes_until_[static_cast<std::size_t>(worked_until_[Index(day)])];
    return whole + (IsWorkingDay(day) ? MinutesBefore(day, at.LocalMinute()) : 0);
}

std::int64_t WorkingCalendar::WorkingMinutesBetween(Instant from, Instant until) const {
    return until <= from ? 0 : MinutesUntil(until) - MinutesUntil(from);
}

Instant WorkingCalendar::AfterWorkingMinutes(Instant from, std::int64_t minutes) const {
    if (minutes == 0) return from;
    const auto total = MinutesUntil(from) + minutes;
    // The last minute falls on the day that holds it, so that a full day ends at close of business and not at the next opening.
    const auto until = std::ranges::lower_bound(minutes_until_, total);
    if (until == minutes_until_.end()) throw std::out_of_range("the calendar ends before that hour");
    const auto day = worked_[static_cast<std::size_t>(until - minutes_until_.begin() - 1)];
    auto rest = static_cast<int>(total - *(until - 1));
    for (const auto& [opens, closes] : Hours(day)) {
        if (rest <= closes - opens) return Instant::At(day, opens + rest);
        rest -= closes - opens;
    }
    return CloseOf(day);
}

std::vector<WorkingCalendar::SpecialDays> WorkingCalendar::SpecialBetween(Date after, Date until) const {
    std::vector<SpecialDays> runs;
    for (auto found = special_.upper_bound(after); found != special_.end() && found->first <= until; ++found) {
        const auto& [day, special] = *found;
        if (!runs.empty() && runs.back().last + 1 == day && runs.back().what->name == special.name)
            runs.back().last = day;
        else
            runs.push_back({day, day, &special});
    }
    return runs;
}

std::vector<Date> WorkingCalendar::WeekendsBetween(Date after, Date until) const {
    std::vector<Date> days;
    for (auto day = after + 1; day <= until; day = day + 1)
        if (!IsWorkingDay(day) && Special(day) == nullptr) days.push_back(day);
    return days;
}

std::string WorkingCalendar::Text() const {
    std::string text = fmt::format("pauses {} {}\n", static_cast<int>(pauses_.before_due), static_cast<int>(pauses_.from_due));
    for (const auto& shift : shifts_) {
        text += shift.from == first_ ? "" : "from " + shift.from.Iso() + "\n";
        for (const auto& [opens, closes] : shift.hours) text += fmt::format("hours {}-{}\n", opens, closes);
    }
    for (const int weekday : weekdays_) text += fmt::format("weekday {}\n", weekday);
    for (const auto& [day, special] : special_) text += day.Iso() + (special.kind == DayKind::swap_work ? " worked\n" : " off\n");
    return text;
}

WorkingCalendar WorkingCalendar::With(PauseRules pauses) const {
    auto calendar = *this;
    calendar.pauses_ = pauses;
    return calendar;
}

namespace {

// How the days of a swap read where a due date is explained.
SpecialDay SwappedOff(const Swap& swap) {
    return {DayKind::swap_off, Say("Nghỉ hoán đổi (làm bù {1})", swap.worked.Spoken()).In(Language::vietnamese), swap.source};
}
SpecialDay SwappedWork(const Swap& swap) {
    return {DayKind::swap_work, Say("Làm bù cho ngày nghỉ {1}", swap.off.Spoken()).In(Language::vietnamese), swap.source};
}

}  // namespace

WorkingCalendar WorkingCalendar::With(const Additions& additions) const {
    auto calendar = *this;
    std::set<int> years;
    for (const auto& notice : additions.notices) years.insert(notice.year);
    std::erase_if(calendar.special_, [&](const auto& day) { return day.second.estimated && years.contains(day.first.Year()); });
    while (years.contains(calendar.estimated_from_.Year()))
        calendar.estimated_from_ = Date::Of(calendar.estimated_from_.Year() + 1, 1, 1);
    const auto set = [&](Date day, SpecialDay special) {
        if (day >= first_ && day <= last_) calendar.special_.insert_or_assign(day, std::move(special));
    };
    for (const auto& days : additions.days)
        for (auto day = days.first; day <= days.last; day = day + 1)
            if (days.kind)
                set(day, {*days.kind, days.name, days.source, days.estimated});
            else
                calendar.special_.erase(day);
    for (const auto& swap : additions.swaps) {
        set(swap.off, SwappedOff(swap));
        set(swap.worked, SwappedWork(swap));
    }
    calendar.MakeTables();
    return calendar;
}

WorkingCalendar WorkingCalendar::WithHours(Date from, const std::vector<WorkingHours>& hours) const {
    auto calendar = *this;
    auto& shifts = calendar.shifts_;
    const auto& taken = hours.empty() ? shifts.front().hours : hours;
    from = std::max(from, first_);
    if (taken == ShiftOn(from).hours && shifts.back().from <= from) return calendar;
    Shift shift{from, taken};
    std::erase_if(shifts, [&](const Shift& each) { return each.from >= from; });
    if (shifts.empty() || shifts.back().hours != shift.hours) shifts.push_back(std::move(shift));
    calendar.MakeTables();
    return calendar;
}

}  // namespace dongson::calendar
