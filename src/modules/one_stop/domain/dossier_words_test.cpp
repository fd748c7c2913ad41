#include "modules/one_stop/domain/dossier_words.h"

#include <gtest/gtest.h>

namespace dongson::one_stop {

TEST(CleanCode, forgives_case_dashes_and_blanks_of_every_kind) {
    for (const auto* typed :
         {"H56.102-261123-0001", "h56.102-261123-0001", "  H56.102 - 261123 - 0001\t", "H56.102\u2013261123\u20130001",
          "H56.102\u00a0-261123-\u200b0001\ufeff", "\u3000h56.102\u2011261123\u22120001\r\n"})
        EXPECT_EQ(CleanCode(typed), "H56.102-261123-0001") << typed;
}

TEST(CleanCode, puts_dots_and_dashes_where_they_belong) {
    const std::pair<const char*, const char*> cases[] = {{"h56102 261130 0003", "H56.102-261130-0003"},
                                                         {"H56.102-261130-0003", "H56.102-261130-0003"},
                                                         {"h561022611300003", "H56.102-261130-0003"},
                                                         {"H56 102 261130 0003", "H56.102-261130-0003"},
                                                         {"H56.102.261130.0003", "H56.102-261130-0003"},
                                                         {"h56-102-261130-0003", "H56.102-261130-0003"},
                                                         {"H56.102 2611300003", "H56.102-261130-0003"},
                                                         {"h56,102/261130_0003", "H56.102-261130-0003"},
                                                         {"H56102-261130-0003", "H56.102-261130-0003"},
                                                         {"h56142611300003", "H56.14-261130-0003"},
                                                         {"H56.31.07-261130-0003", "H56.31.07-261130-0003"},
                                                         {"h5631072611300003", "H56.31.07-261130-0003"},
                                                         {"h562611300003", "H56-261130-0003"},
                                                         {"H56-261130-0003", "H56-261130-0003"},
                                                         {"H56.14-261130-12345", "H56.14-261130-12345"},
                                                         {"H56.102", "H56.102"},
                                                         {"261130-0003", "261130-0003"},
                                                         {"102-261130-0003", "102-261130-0003"},
                                                         {"xyz", "XYZ"},
                                                         {"", ""}};
    for (const auto& [typed, meant] : cases) EXPECT_EQ(CleanCode(typed), meant) << typed;
}

TEST(AskedOf, takes_names_numbers_codes_and_days_apart) {
    using Parts = std::vector<std::string>;
    EXPECT_EQ(AskedOf("Lê Thị Hoà", {}, {}).words, (Parts{"le", "thi", "hoa"}));
    EXPECT_EQ(AskedOf("+84 912 345 678", {}, {}).words, (Parts{"0912345678"}));
    EXPECT_EQ(AskedOf("0912.345.678", {}, {}).words, (Parts{"0912345678"}));
    EXPECT_EQ(AskedOf("261123-0001", {}, {}).words, (Parts{"2611230001"}));
    EXPECT_EQ(AskedOf("h56.102", {}, {}).words, (Parts{"h56102"}));
    const auto day = AskedOf("Hoà 23/11/2026", {}, {});
    EXPECT_EQ(day.words, (Parts{"hoa"}));
    EXPECT_EQ(day.from, Date::Of(2026, 11, 23));
    EXPECT_EQ(day.until, Date::Of(2026, 11, 23));
    EXPECT_TRUE(AskedOf(" \u00a0", {}, {}).Nothing());
}

TEST(PatternOf, takes_a_name_from_its_beginning_and_a_number_anywhere) {
    EXPECT_EQ(PatternOf("an"), "% an%");
    EXPECT_EQ(PatternOf("0001"), "%0001%");
}

// Words that wait to be folded are empty: no mark may stand for them.
TEST(MarkPatternOf, finds_numbers_and_nothing_for_words) {
    EXPECT_EQ(MarkPatternOf("0912345678"), "%0912345678%") << "no keys here: the number itself";
    EXPECT_EQ(MarkPatternOf("hoa"), "-");
    EXPECT_EQ(MarkPatternOf(""), "-");
}

}  // namespace dongson::one_stop
