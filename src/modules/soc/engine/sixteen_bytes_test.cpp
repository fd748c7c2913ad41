#include "modules/soc/engine/sixteen_bytes.h"

#include <gtest/gtest.h>

#include <random>
#include <string>
#include <vector>

namespace dongson::soc {
namespace {

TEST(SixteenBytes, finds_what_a_plain_search_finds) {
    std::mt19937 random(5);
    const auto letters = [&](std::size_t size) {
        std::string text(size, '\0');
        for (char& c : text) c = "ab\xc4"[random() % 3];
        return text;
    };
    for (int i = 0; i < 20'000; ++i) {
        // In memory of its own size, so that a reader past its end is caught.
        const std::string made = letters(random() % 100), wanted = letters(random() % (i % 10 == 0 ? 90 : 6));
        const std::vector<char> text(made.begin(), made.end());
        const std::size_t from = random() % 110;
        const std::string_view view(text.data(), text.size());
        ASSERT_EQ(view.find(wanted, from), FindBytes(view, wanted, from)) << made << " / " << wanted << " / " << from;
    }
    const std::string many(300, 'a');
    EXPECT_EQ(std::string_view::npos, FindBytes(many, std::string(70, 'a') + "b", 0));
    EXPECT_EQ(9U, FindBytes(many, std::string(291, 'a'), 9));
}

}  // namespace
}  // namespace dongson::soc
