#include "core/csv.h"

#include <gtest/gtest.h>

namespace dongson {

TEST(Csv, a_line_is_read_as_it_was_written) {
    using Cells = std::vector<std::string>;
    for (const Cells& cells : {Cells{"a", "b"}, Cells{"", ""}, Cells{""}, Cells{"", "b"}, Cells{"1,5", "\"Quê\"", "hai\ndòng"}}) {
        const auto rows = ParseCsv(CsvLine(cells));
        ASSERT_EQ(rows.size(), 1) << CsvLine(cells);
        EXPECT_EQ(rows[0].cells, cells) << CsvLine(cells);
    }
    EXPECT_EQ(CsvLine({"a", "b"}), "a,b\r\n");
    EXPECT_EQ(CsvLine({""}), "\"\"\r\n");
}

TEST(Csv, for_sheets_a_formula_is_text_and_a_negative_sum_a_number) {
    EXPECT_EQ(ForSheets("=1+1"), "'=1+1");
    EXPECT_EQ(ForSheets("-cmd"), "'-cmd");
    EXPECT_EQ(ForSheets("-1+cmd"), "'-1+cmd");
    EXPECT_EQ(ForSheets("+84912345678"), "'+84912345678");
    EXPECT_EQ(ForSheets("-9000"), "-9000");
    EXPECT_EQ(ForSheets("-0.5"), "-0.5");
    EXPECT_EQ(ForSheets("-"), "'-");
}

}  // namespace dongson
