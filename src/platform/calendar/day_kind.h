// A day that differs from an ordinary week, and the hours of one that does not.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dongson::calendar {

enum class DayKind : unsigned char { holiday, substitute, swap_off, swap_work };
std::optional<DayKind> ParseDayKind(std::string_view word);  // "holiday"

// A day that differs from an ordinary week, with the notice that says so.
struct SpecialDay {
    DayKind kind;
    std::string name;
    std::string source;
    bool estimated = false;
};

struct WorkingHours {
    int opens, closes;  // minutes of the day
    bool operator==(const WorkingHours&) const = default;
};

// Of "07:00-11:30", those after one another; nothing where they are not.
std::optional<std::vector<WorkingHours>> ParseHours(const std::vector<std::string>& texts);

}  // namespace dongson::calendar
