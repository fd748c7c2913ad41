// What a province says besides the calendar that ships: the notices of years to come, days of its own, its opening hours. The two
// live together: a newer program brings its days, and the province's stand on top of them (docs/decisions/0045).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/time.h"
#include "core/yaml.h"
#include "platform/calendar/day_kind.h"

namespace dongson::calendar {

class WorkingCalendar;

// A year whose notice the province has entered whole: what the program only estimated of it counts no more.
struct NoticeOfYear {
    int year = 0;
    std::string source;
};

struct AddedDays {
    Date first, last;
    std::optional<DayKind> kind;  // none: an ordinary day again
    std::string name, source;
    bool estimated = false;
};

// A day off that is worked for on another.
struct Swap {
    Date off, worked;
    std::string source;
};

struct Additions {
    std::vector<NoticeOfYear> notices;
    std::vector<AddedDays> days;
    std::vector<Swap> swaps;
    std::vector<WorkingHours> hours;  // none: those that ship

    bool Empty() const { return notices.empty() && days.empty() && swaps.empty() && hours.empty(); }
    // What cannot be read is left out, and said.
    static Additions Parse(std::string source, std::string_view yaml, DefinitionErrors& errors);
};

// What is wrong with them on top of what ships: a day twice, a swap for a day that is worked already, a year without its Tết.
void CheckAdditions(std::string source, std::string_view yaml, const WorkingCalendar& shipped, DefinitionErrors& errors);

// The kinds as a text has them, "ordinary" among them.
inline constexpr std::string_view kAddedKinds[] = {"holiday", "substitute", "swap_off", "swap_work", "ordinary"};

}  // namespace dongson::calendar
