#include "core/amount.h"

#include <gtest/gtest.h>

namespace dongson {

namespace {

TEST(Amounts, are_read_as_they_are_written_or_not_at_all) {
    struct Case {
        const char* text;
        std::optional<double> amount;
    };
    for (const auto& [text, amount] :
         {Case{"2", 2}, Case{" 1250000 ", 1250000}, Case{"1.250.000", 1250000}, Case{"1 250 000", 1250000}, Case{"-3", -3},
          Case{"2,5", 2.5}, Case{"1.250,75", 1250.75}, Case{"1.5", {}}, Case{"1.25.000", {}}, Case{"1,2,3", {}}, Case{"", {}},
          Case{"-", {}}, Case{"2,", {}}, Case{"1.250 000", {}}, Case{"1e5", {}}, Case{"0x10", {}}, Case{"12345678901234567", {}}})
        EXPECT_EQ(ParseAmount(text), amount) << text;
}

TEST(Amounts, of_money_are_whole_and_not_below_nothing) {
    struct Case {
        const char* text;
        std::optional<std::int64_t> sum;
    };
    for (const auto& [text, sum] :
         {Case{"6.000đ", 6000}, Case{"16 000 đồng", 16000}, Case{"16,000 VNĐ", 16000}, Case{"0", 0}, Case{"50000", 50000},
          Case{"1.250.000 d", 1250000}, Case{"6.000,00 đồng", {}}, Case{"-50000", {}}, Case{"1.5", {}}, Case{"1,5 triệu", {}},
          Case{"", {}}, Case{"đ", {}}, Case{"1234567890123", {}}})
        EXPECT_EQ(ParseMoney(text), sum) << text;
}

}  // namespace

}  // namespace dongson
