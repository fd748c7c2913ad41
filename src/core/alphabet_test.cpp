#include "core/alphabet.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <vector>

namespace dongson {

TEST(AlphabetKey, sorts_as_a_dictionary_does) {
    const std::vector<std::string> in_order{"1 ai", "a",       "ai",       "an",     "an toàn", "àn",  "ang", "ăn", "ân", "Ba",
                                            "cấp",  "Cấp lại", "cấp phép", "chuyển", "dân",     "đất", "đo",  "đò", "đỏ", "e",
                                            "ê",    "o",       "ô",        "ơ",      "u",       "ư",   "y",   "z"};
    auto keys = in_order;
    std::ranges::transform(in_order, keys.begin(), AlphabetKey);
    for (std::size_t at = 1; at < keys.size(); ++at) EXPECT_LE(keys[at - 1], keys[at]) << in_order[at - 1] << " " << in_order[at];
}

TEST(AlphabetKey, tells_no_difference_of_case_marks_and_spelling) {
    EXPECT_EQ(AlphabetKey("“Cấp, lại”"), AlphabetKey("cấp lại"));
    EXPECT_EQ(AlphabetKey("HOÁ"), AlphabetKey("hóa"));
    EXPECT_EQ(AlphabetKey(""), "");
}

}  // namespace dongson
