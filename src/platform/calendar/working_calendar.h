// Working time of state offices: which days are worked, and when in the day.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/refusal.h"
#include "core/time.h"
#include "core/yaml.h"
#include "platform/calendar/day_kind.h"

namespace dongson::calendar {

struct Additions;

// What a pause does to the due date.
enum class PauseRule : unsigned char {
    remaining,  // the days that were left count on from the day after it ended
    moved,      // the due day moves by the calendar days it lasted, less one, then by one working day
    restart     // the whole time anew from its end
};
std::optional<PauseRule> ParsePauseRule(std::string_view word);

struct PauseRules {
    PauseRule before_due = PauseRule::remaining;
    PauseRule from_due = PauseRule::moved;  // asked for on the due day or after it: nothing was left
};

// The hours and rules as YAML, and the days that differ from an ordinary week as a table, date,kind,name,source,status, each with
// the name that errors are said under.
struct CalendarTexts {
    std::string source;
    std::string_view yaml;
    std::string days_source;
    std::string_view days;
};

// Immutable. Everything is looked up in tables made once, so that a due date costs a few look-ups.
class WorkingCalendar {
  public:
    static WorkingCalendar Parse(const CalendarTexts& texts, DefinitionErrors& errors);
    // The calendar that travels with the program.
    static const WorkingCalendar& Shipped();

    const std::string& version() const { return version_; }
    Date first() const { return first_; }
    Date last() const { return last_; }

    bool IsWorkingDay(Date day) const;
    const SpecialDay* Special(Date day) const;
    // From this day on no yearly notice has been published.
    bool IsEstimated(Date day) const { return day >= estimated_from_; }

    // How many working days d with after < d <= until.
    int WorkingDaysBetween(Date after, Date until) const;
    // The n-th working day after a day; n ≥ 1.
    Date NthWorkingDayAfter(Date day, int n) const;
    Date NextWorkingDay(Date day) const { return NthWorkingDayAfter(day, 1); }
    // The day itself when it is worked, else the next that is.
    Date WorkingDayFrom(Date day) const { return NthWorkingDayAfter(day - 1, 1); }

    // Of a day, worked or not: what an office opened from 8 to 5 last year it did not open from 7 to 11.
    const std::vector<WorkingHours>& Hours(Date day) const { return ShiftOn(day).hours; }
    int Opens(Date day) const { return Hours(day).front().opens; }
    int Closes(Date day) const { return Hours(day).back().closes; }
    Instant CloseOf(Date day) const { return Instant::At(day, Closes(day)); }
    int MinutesPerDay(Date day) const { return ShiftOn(day).minutes; }
    int DaysPerWeek() const { return static_cast<int>(weekdays_.size()); }

    // Working minutes between two instants.
    std::int64_t WorkingMinutesBetween(Instant from, Instant until) const;
    // When so many working minutes have passed: to the minute, never outside working hours.
    Instant AfterWorkingMinutes(Instant from, std::int64_t minutes) const;

    // Days that differ from an ordinary week, d with after < d <= until, for explaining: days one after the other that bear the
    // same name together.
    struct SpecialDays {
        Date first, last;
        const SpecialDay* what;
    };
    std::vector<SpecialDays> SpecialBetween(Date after, Date until) const;
    // Days off that no notice names: the ordinary week-end.
    std::vector<Date> WeekendsBetween(Date after, Date until) const;

    // All that decides a due date, a line each: two calendars that give the same text count alike.
    std::string Text() const;

    const PauseRules& pauses() const { return pauses_; }
    WorkingCalendar With(PauseRules pauses) const;
    // What a province adds stands before what is here; a day that this calendar does not know is left out.
    WorkingCalendar With(const Additions& additions) const;
    // From this day on these hours; those of the days before stay. None: those that hold from the first day.
    WorkingCalendar WithHours(Date from, const std::vector<WorkingHours>& hours) const;

  private:
    struct Shift {
        Date from;
        std::vector<WorkingHours> hours;
        int minutes = 0;  // of a worked day
    };

    std::size_t Index(Date day) const;
    const Shift& ShiftOn(Date day) const;
    int MinutesBefore(Date day, int minute) const;  // working minutes of a worked day before a minute of it
    std::int64_t MinutesUntil(Instant at) const;    // since the first day
    void ReadDays(const std::string& source, std::string_view csv, DefinitionErrors& errors);
    void MakeTables();

    std::string version_;
    Date first_, last_, estimated_from_;
    std::vector<Shift> shifts_;  // the first from the first day on
    std::vector<int> weekdays_;
    PauseRules pauses_;
    std::map<Date, SpecialDay> special_;
    std::vector<int> worked_until_;            // [i]: working days among the first i days
    std::vector<std::int64_t> minutes_until_;  // [i]: working minutes of the first i working days
    std::vector<Date> worked_;                 // every working day, in order
};

}  // namespace dongson::calendar
