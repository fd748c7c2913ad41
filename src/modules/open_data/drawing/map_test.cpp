#include "modules/open_data/drawing/map.h"

#include <gtest/gtest.h>

namespace dongson::open_data {
namespace {

using Ranges = std::vector<ValueClass>;

TEST(MapClasses, hold_as_many_areas_each_and_equal_values_together) {
    EXPECT_EQ(Ranges(), Classes({}));
    EXPECT_EQ((Ranges{{7, 7}}), Classes({7, 7, 7}));
    EXPECT_EQ((Ranges{{0, 0}, {1, 1}}), Classes({0, 0, 0, 0, 0, 1, 1})) << "no class borders on itself";
    EXPECT_EQ((Ranges{{1, 2}, {3, 4}, {5, 6}, {7, 8}, {9, 10}}), Classes({10, 9, 8, 7, 6, 5, 4, 3, 2, 1}));
    EXPECT_EQ((Ranges{{1, 1}, {2, 4}}), Classes({1, 1, 1, 1, 1, 1, 2, 4}));
}

TEST(MapKey, says_the_values_there_are) {
    const std::string svg = Draw({.kind = MapKind::communes, .values = {{"14758", 0}, {"14797", 1}, {"14818", 6}}});
    EXPECT_NE(std::string::npos, svg.find(">0</text>"));
    EXPECT_EQ(std::string::npos, svg.find("0 – 1"));
}

}  // namespace
}  // namespace dongson::open_data
