#include "platform/definitions/difference.h"

#include <gtest/gtest.h>

namespace dongson::definitions {

namespace {

// "  a", "- b", "+ c": each line with what became of it.
std::string Said(const std::vector<ChangedLine>& lines) {
    std::string said;
    for (const auto& line : lines)
        said += (line.change == Change::same ? "  " : line.change == Change::added ? "+ " : "- ") + line.text + "\n";
    return said;
}

}  // namespace

TEST(Difference, names_what_was_taken_out_before_what_came_in_its_place) {
    EXPECT_EQ(Said(DifferenceOf("a\nb\nc\n", "a\nB\nc\n")), "  a\n- b\n+ B\n  c\n");
}

TEST(Difference, of_equal_texts_is_nothing_whatever_ends_their_lines) {
    EXPECT_EQ(Said(DifferenceOf("a\r\nb\r\n", "a\nb")), "  a\n  b\n");
    EXPECT_TRUE(DifferenceOf("", "").empty());
}

TEST(Difference, finds_lines_that_stay_between_others) {
    EXPECT_EQ(Said(DifferenceOf("a\nb\nc\nd\n", "b\nx\nd\ne\n")), "- a\n  b\n- c\n+ x\n  d\n+ e\n");
    EXPECT_EQ(Said(DifferenceOf("", "a\n")), "+ a\n");
    EXPECT_EQ(Said(DifferenceOf("a\n", "")), "- a\n");
}

TEST(Difference, numbers_the_lines_of_both_texts) {
    const auto lines = DifferenceOf("a\nb\n", "x\na\n");
    ASSERT_EQ(lines.size(), 3U);
    EXPECT_EQ(lines[0], (ChangedLine{Change::added, 0, 1, "x"}));
    EXPECT_EQ(lines[1], (ChangedLine{Change::same, 1, 2, "a"}));
    EXPECT_EQ(lines[2], (ChangedLine{Change::removed, 2, 0, "b"}));
}

TEST(Difference, of_texts_too_long_to_compare_is_still_both_of_them) {
    std::string before, after;
    for (int line = 0; line < 3000; ++line) {
        before += "a" + std::to_string(line) + "\n";
        after += "b" + std::to_string(line) + "\n";
    }
    EXPECT_EQ(DifferenceOf(before, after).size(), 6000U);
}

TEST(Difference, is_shown_with_the_lines_around_it) {
    std::string text;
    for (const char* line : {"1", "2", "3", "4", "5", "6", "7", "8", "9"}) text += std::string(line) + "\n";
    auto changed = text;
    changed.replace(changed.find('5'), 1, "X");
    EXPECT_EQ(Said(Around(DifferenceOf(text, changed), 1)), "  \n  4\n- 5\n+ X\n  6\n  \n");
}

}  // namespace dongson::definitions
