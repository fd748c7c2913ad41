#include "platform/identity/person_number.h"

#include <gtest/gtest.h>

namespace dongson::identity {

TEST(Phone, is_one_number_however_it_is_written) {
    for (const std::string_view text :
         {"0912345678", "0912 345 678", "+84 912 345 678", "+84 (0)912 345 678", "(+84) 0912.345.678"})
        EXPECT_EQ(ParsePhone(text).value_or("refused"), "0912345678") << text;
    EXPECT_EQ(ParsePhone("0237 3852 246").value_or("refused"), "02373852246");
    EXPECT_EQ(ParsePhone("+82 10 1234 5678").value_or("refused"), "+821012345678");
    for (const std::string_view text : {"00912345678", "0084912345678", "912345678", "09123", "+84 (0)0912 345 678", "+84"})
        EXPECT_EQ(ParsePhone(text).error().code, "PHONE_FORM") << text;
    EXPECT_NE(ParsePhone("09").error().sentence.Now().find("11 chữ số"), std::string::npos);
}

TEST(NumberKind, is_seen_from_the_number) {
    EXPECT_EQ(KindOf("038190001234"), NumberKind::citizen);
    EXPECT_EQ(KindOf("KOR-M12345678"), NumberKind::passport);
    EXPECT_EQ(KindOf("2800123452"), NumberKind::tax);
    EXPECT_EQ(KindOf("2800123452-001"), NumberKind::tax);
}

TEST(IsKnownBy, takes_the_last_four_digits_or_the_number_whole) {
    EXPECT_TRUE(IsKnownBy("038190001234", "1234"));
    EXPECT_TRUE(IsKnownBy("038190001234", "038190001234"));
    EXPECT_TRUE(IsKnownBy("038190001234", "038 190 001 234"));
    EXPECT_TRUE(IsKnownBy("2800123452-001", "2800123452001"));
    EXPECT_TRUE(IsKnownBy("C1234567", "C1234567"));
    for (const auto* wrong : {"", " ", "4321", "234", "01234", "138190001234", "0381900012345"})
        EXPECT_FALSE(IsKnownBy("038190001234", wrong)) << wrong;
    EXPECT_FALSE(IsKnownBy("", ""));
}

}  // namespace dongson::identity
