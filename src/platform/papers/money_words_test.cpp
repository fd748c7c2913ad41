#include "platform/papers/money_words.h"

#include <gtest/gtest.h>

namespace dongson::papers {

TEST(MoneyInWords, says_sums_as_people_read_them) {
    EXPECT_EQ(MoneyInWords(0), "Không đồng");
    EXPECT_EQ(MoneyInWords(5), "Năm đồng");
    EXPECT_EQ(MoneyInWords(8'000), "Tám nghìn đồng");
    EXPECT_EQ(MoneyInWords(15'000), "Mười lăm nghìn đồng");
    EXPECT_EQ(MoneyInWords(21'000), "Hai mươi mốt nghìn đồng");
    EXPECT_EQ(MoneyInWords(125'500), "Một trăm hai mươi lăm nghìn năm trăm đồng");
    EXPECT_EQ(MoneyInWords(105'000), "Một trăm linh năm nghìn đồng");
    EXPECT_EQ(MoneyInWords(110'000), "Một trăm mười nghìn đồng");
}

TEST(MoneyInWords, leaves_out_no_nought_between_groups) {
    EXPECT_EQ(MoneyInWords(1'000'000), "Một triệu đồng");
    EXPECT_EQ(MoneyInWords(1'005'000), "Một triệu không trăm linh năm nghìn đồng");
    EXPECT_EQ(MoneyInWords(2'000'001), "Hai triệu không trăm linh một đồng");
    EXPECT_EQ(MoneyInWords(3'020'300'000), "Ba tỷ không trăm hai mươi triệu ba trăm nghìn đồng");
    EXPECT_EQ(
        MoneyInWords(999'999'999'999),
        "Chín trăm chín mươi chín tỷ chín trăm chín mươi chín triệu chín trăm chín mươi chín nghìn chín trăm chín mươi chín đồng");
}

}  // namespace dongson::papers
