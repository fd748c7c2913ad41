// How long something may take, said and measured; from when to when stands in deadline.cpp.
#include <algorithm>

#include "platform/calendar/deadline.h"

namespace dongson::calendar {

std::int64_t Duration::Minutes(const WorkingCalendar& calendar, Date day) const {
    if (unit == DurationUnit::working_hours) return std::int64_t{amount} * 60;
    // Of the clock's hours, too, only those that are worked.
    if (unit == DurationUnit::clock_hours)
        return std::max<std::int64_t>(60, std::int64_t{amount} * 60 * calendar.MinutesPerDay(day) / (24 * 60));
    const auto days = (unit == DurationUnit::same_day ? 1 : std::int64_t{amount}) * calendar.MinutesPerDay(day);
    // Of seven days that run, only those of the week's that are worked can be shared.
    return unit == DurationUnit::calendar_days ? std::max<std::int64_t>(60, days * calendar.DaysPerWeek() / 7) : days;
}

Sentence Duration::Spoken() const {
    const auto number = std::to_string(amount);
    switch (unit) {
        case DurationUnit::working_days:
            return Say("{1} ngày làm việc", number);
        case DurationUnit::calendar_days:
            return Say("{1} ngày", number);
        case DurationUnit::working_hours:
            return Say("{1} giờ làm việc", number);
        case DurationUnit::clock_hours:
            return Say("{1} giờ", number);
        case DurationUnit::same_day:
            return Say("trong ngày làm việc; nhận sau {1} giờ thì trong ngày làm việc tiếp theo", number);
    }
    return {};
}

}  // namespace dongson::calendar
