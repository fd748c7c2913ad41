// The years of a working calendar as people see them: month by month, with what differs from an ordinary week in words.
#pragma once

#include <vector>

#include "platform/calendar/working_calendar.h"
#include "web/html.h"

namespace dongson::one_stop {

struct CalendarYear {
    int year = 0;
    bool open = false;  // else folded
};

// Days that `shipped` tells otherwise are marked as the province's own.
web::Html CalendarYears(const calendar::WorkingCalendar& whole, const calendar::WorkingCalendar& shipped,
                        const std::vector<CalendarYear>& years);

}  // namespace dongson::one_stop
