#pragma once

#include <cstddef>
#include <string_view>
#include <utility>
#include <vector>

namespace dongson {

struct EmbeddedRange {
    const char* begin;
    const char* end;
};

extern const std::pair<std::string_view, EmbeddedRange> kEmbeddedTable[];
extern const std::size_t kEmbeddedCount;

// The bytes of a file that travels inside the program, by its path in the repository ("data/calendar/holidays.yaml").
// Throws std::out_of_range for a path that was not embedded.
std::string_view Embedded(std::string_view path);

// Every embedded path below a folder, in order.
std::vector<std::string_view> EmbeddedBelow(std::string_view folder);

}  // namespace dongson
