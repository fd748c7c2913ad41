#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/refusal.h"
#include "core/time.h"
#include "platform/calendar/case_clock.h"
#include "platform/calendar/working_calendar.h"

namespace dongson::calendar {

// same_day: within the working day it is received on, or the next when it is received after the hour that the amount names.
// clock_hours: from the moment on, by night and on days off too (Civil Code art. 147(1)).
enum class DurationUnit : unsigned char { working_days, calendar_days, working_hours, same_day, clock_hours };

struct Duration {
    int amount = 0;
    DurationUnit unit = DurationUnit::working_days;

    Sentence Spoken() const;  // "3 ngày làm việc"
    // The working time it comes to by the hours of a day, to share among steps.
    std::int64_t Minutes(const WorkingCalendar& calendar, Date day) const;
    bool operator==(const Duration&) const = default;
};

// A due date together with the reasons for it, in the order a citizen would ask.
struct Deadline {
    Instant due;  // kNever while the clock stands still
    std::vector<Sentence> reasons;
    bool estimated = false;  // it reaches into a year whose notice is not out yet
};

enum class Explain : unsigned char { no, yes };

// When a dossier must be answered. Pure: the same arguments always give the same answer.
//
// `allowed` comes from the procedure's version that the dossier pins; `clock` holds every start, pause, resume, extension,
// restart and stop so far. Refuses with CLOCK_NOT_STARTED when nothing has been received yet.
//
// Working days and calendar days count from the day after receipt and end at close of business; a pause takes out whole days,
// from the day after it began to the day it ended; hours run to the minute, of working time or of the clock. Source: Civil Code
// arts. 147–148. What a pause does that is asked for when nothing is left, on the due day, the calendar's PauseRules say; what
// was late already stays late by as much, whatever unit it is counted in.
Result<Deadline> ComputeDeadline(const Duration& allowed, const WorkingCalendar& calendar, const CaseClock& clock,
                                 Explain explain = Explain::yes);

}  // namespace dongson::calendar
