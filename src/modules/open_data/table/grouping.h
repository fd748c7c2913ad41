// Rows counted and summed by what they have in common.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "modules/open_data/table/selection.h"

namespace dongson::open_data {

enum class Measure : unsigned char { count, sum, average, least, most, distinct };
std::optional<Measure> ParseMeasure(std::string_view word);  // "count", "sum", "avg", "min", "max", "distinct"
std::string_view MeasureWord(Measure measure);

struct Measured {
    Measure measure = Measure::count;
    std::optional<std::size_t> column;  // none: rows are counted
};

// One cell of an answer.
struct Answered {
    std::string text;  // empty: there is no value
    bool number = false;
    bool operator==(const Answered&) const = default;
};

struct Group {
    std::vector<Answered> keys, values;
};

struct GroupsAsked {
    std::vector<std::size_t> by;
    std::vector<Measured> measures;
    std::optional<std::size_t> order;  // which measure decides the order; none: the keys do
    bool descending = false;
    std::int64_t limit = 1000;
};

struct Groups {
    std::vector<Group> groups;  // as many as asked
    std::int64_t count = 0;     // as there are
};

inline constexpr std::size_t kMostGroupColumns = 4;
inline constexpr std::int64_t kMostGroups = 1'000'000;

// Empty cells are no values: they count as a group of their own, and for nothing in a measure. Refuses sums of what is no number
// and more than kMostGroups groups.
Result<Groups> GroupRows(const Selection& selection, const GroupsAsked& asked);

}  // namespace dongson::open_data
