#include "modules/open_data/drawing/chart.h"

#include <gtest/gtest.h>

namespace dongson::open_data {

TEST(Chart, writes_numbers_as_pages_do) {
    EXPECT_EQ(ValueText(1247), "1.247");
    EXPECT_EQ(ValueText(2000), "2.000");
    EXPECT_EQ(ValueText(12345.6), "12.346");
    EXPECT_EQ(ValueText(0.5), "0,50");
    EXPECT_EQ(ValueText(-1762), "-1.762");
}

// Along an axis of years a number is a year.
TEST(Chart, leaves_years_as_they_are_written) {
    const auto svg = Draw({.kind = ChartKind::scatter,
                           .title = "a",
                           .about = "",
                           .across = "năm",
                           .upwards = "",
                           .marks = {{"x", 1247, 2019}, {"y", 2000, 2024}},
                           .footer = ""});
    EXPECT_EQ(svg.find("2.019"), std::string::npos) << svg;
    EXPECT_NE(svg.find("x: 2019; 1.247"), std::string::npos) << svg;
}

}  // namespace dongson::open_data
