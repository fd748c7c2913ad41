// Working time of state offices: which days are worked, and when in the day.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "core/refusal.h"
#include "core/time.h"
#include "core/yaml.h"

namespace dongson::calendar {

enum class DayKind : unsigned char { holiday, substitute, swap_off, swap_work };

// A day that differs from an ordinary week, with the notice that says so.
struct SpecialDay {
    DayKind kind;
    std::string name;
    std::string source;
    bool estimated = false;
};

struct WorkingHours {
    int opens, closes;  // minutes of the day
};

// Immutable. Everything is looked up in tables made once, so that a due date costs a few look-ups.
class WorkingCalendar {
  public:
    static WorkingCalendar Parse(std::string source, std::string_view yaml, DefinitionErrors& errors);
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

    int Opens() const { return hours_.front().opens; }
    int Closes() const { return hours_.back().closes; }
    Instant CloseOf(Date day) const { return Instant::At(day, Closes()); }
    const std::vector<WorkingHours>& hours() const { return hours_; }
    int MinutesPerDay() const { return minutes_per_day_; }

    // Working minutes between two instants.
    std::int64_t WorkingMinutesBetween(Instant from, Instant until) const;
    // When so many working minutes have passed: to the minute, never outside working hours.
    Instant AfterWorkingMinutes(Instant from, std::int64_t minutes) const;

    // Runs of days off between two days, for explaining: first and last day, and the name of the occasion if any.
    struct DaysOff {
        Date first, last;
        std::string name;
    };
    std::vector<DaysOff> HolidaysBetween(Date after, Date until) const;

  private:
    std::size_t Index(Date day) const;
    int MinutesBefore(int minute) const;  // working minutes of a worked day before a minute of it
    void MakeTables();

    std::string version_;
    Date first_, last_, estimated_from_;
    std::vector<WorkingHours> hours_;
    std::vector<int> weekdays_;
    std::map<Date, SpecialDay> special_;
    std::vector<int> worked_until_;  // [i]: working days among the first i days
    std::vector<Date> worked_;       // every working day, in order
    int minutes_per_day_ = 0;
};

}  // namespace dongson::calendar
