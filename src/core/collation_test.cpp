#include "core/collation.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

namespace dongson {
namespace {

TEST(Collation, is_that_of_a_vietnamese_dictionary) {
    const std::vector<std::string> tables[] = {
        {"Bá Thước", "Biện Thượng", "Cẩm Thạch", "Cổ Lũng", "Công Chính", "Du", "Dũng", "Đào", "Đông Sơn", "Em", "Êm"},
        {"a", "az", "ă", "ăz", "â", "b", "d", "dz", "đ", "e", "ê", "o", "oz", "ô", "ôz", "ơ", "p", "u", "uz", "ư", "v"},
        {"ma", "mà", "mả", "mã", "má", "mạ"},
        {"mâ", "mầ", "mẩ", "mẫ", "mấ", "mậ"},
        {"Bà An", "Ba Đình", "Bá Đình"},  // letters of the whole name before its tones
        {"An", "An Nông", "Anh"},
        {"Xã 1", "Xã An"},
        {"", "An", "an", "ÁN", "án"},
    };
    for (const auto& table : tables) {
        auto sorted = table;
        std::ranges::reverse(sorted);
        std::ranges::sort(sorted, {}, [](const std::string& name) { return CollationKey(name); });
        EXPECT_EQ(sorted, table);
    }
}

TEST(Collation, does_not_ask_how_a_letter_is_written_down) {
    EXPECT_LT(CollationKey("Ho\xcc\x80"), CollationKey("Hó"));
    EXPECT_LT(CollationKey("Bie\xcc\xa3\xcc\x82n"), CollationKey("Biện Thượng"));
}

}  // namespace
}  // namespace dongson
