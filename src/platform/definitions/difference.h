// What one text has that another has not, line by line.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace dongson::definitions {

enum class Change : unsigned char { same, added, removed };

struct ChangedLine {
    Change change = Change::same;
    int before = 0, after = 0;  // its number there; 0 where it does not stand
    std::string text;

    bool operator==(const ChangedLine&) const = default;
};

// Both texts once, in their order, what was taken out before what came in its place.
std::vector<ChangedLine> DifferenceOf(std::string_view before, std::string_view after);
// The changed lines with so many around them; a line with the numbers 0 and 0 stands where lines were left out.
std::vector<ChangedLine> Around(const std::vector<ChangedLine>& lines, int context);

}  // namespace dongson::definitions
