#include <gtest/gtest.h>

#include <set>
#include <thread>

#include "core/ids.h"
#include "core/language.h"
#include "core/text.h"
#include "core/time.h"

namespace dongson {

TEST(Typed, keeps_lines_and_tabs_and_no_other_control_character) {
    using namespace std::string_view_literals;
    EXPECT_EQ(Typed("a\x0b"
                    "b\0c\r\n\td\x7f\u0085\u2028."sv),
              "a b c\r\n\td   .");
    EXPECT_EQ(Typed("Ha\u0300"), "Hà");
}

// Names are pasted from anywhere; on paper a blank is a blank.
TEST(OneSpaced, leaves_one_blank_of_any_kind_and_nothing_invisible) {
    EXPECT_EQ(OneSpaced("\u00a0Hà\u2003Thị \t\u200b  Ngát\n"), "Hà Thị Ngát");
    EXPECT_EQ(OneSpaced("Ha\u0300"), "Hà");
    EXPECT_EQ(OneSpaced(" \u3000 "), "");
    EXPECT_EQ(OneSpaced("Lê Văn A"), "Lê Văn A");
}

TEST(Text, folds_vietnamese_for_search) {
    EXPECT_EQ(Fold("Đơn đề nghị, số 12/2024-QĐ"), "don de nghi so 12 2024 qd");
    EXPECT_EQ(Fold("Thanh Hoá"), Fold("thanh hóa"));
}

TEST(Text, places_tones_one_way) {
    EXPECT_EQ(Normalise("Thanh Hoá"), "Thanh Hóa");
    EXPECT_EQ(Normalise("hoàn thuỷ quý khoản xoay thuyền"), "hoàn thủy quý khoản xoay thuyền");
    EXPECT_EQ(Normalise("Hoa\xcc\x80"), "Hòa");
}

TEST(Text, writes_numbers_as_vietnamese_do) {
    EXPECT_EQ(Number(1234567), "1.234.567");
    EXPECT_EQ(Number(-12), "-12");
    EXPECT_EQ(Percent(987, 1000), "98,7%");
    const LanguageScope english(Language::english);
    EXPECT_EQ(Number(1234567), "1,234,567");
}

TEST(FreshId, never_comes_twice_and_always_grows) {
    std::vector<std::vector<std::int64_t>> made(4);
    {
        std::vector<std::jthread> threads;
        for (auto& mine : made)
            threads.emplace_back([&mine] {
                for (int round = 0; round < 20000; ++round) mine.push_back(FreshId());
            });
    }
    std::set<std::int64_t> all;
    for (const auto& mine : made) {
        EXPECT_TRUE(std::ranges::is_sorted(mine));
        all.insert(mine.begin(), mine.end());
    }
    EXPECT_EQ(all.size(), 80000U);
}

TEST(Time, knows_vietnamese_dates) {
    EXPECT_EQ(Date::Of(2025, 8, 29).Weekday(), 5);
    EXPECT_EQ(Date::ParseSpoken("29/8/2025"), Date::Of(2025, 8, 29));
    EXPECT_FALSE(Date::ParseSpoken("31/2/2025"));
    const auto instant = Instant::Parse("2025-08-29 16:40").value();
    EXPECT_EQ(instant.Rfc3339(), "2025-08-29T09:40:00.000Z");
    EXPECT_EQ(instant.Local(), "2025-08-29 16:40");
    EXPECT_EQ(instant.HttpDate(), "Fri, 29 Aug 2025 09:40:00 GMT");
}

}  // namespace dongson
