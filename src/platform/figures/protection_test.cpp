#include "platform/figures/protection.h"

#include <gtest/gtest.h>

#include <cmath>
#include <map>
#include <random>

namespace dongson::figures {

namespace {

constexpr int kTries = 200'000;

// How often each number is told of cells that hold so many.
std::map<std::int64_t, double> Told(std::int64_t count) {
    std::mt19937_64 random(static_cast<std::uint64_t>(count) + 7);
    std::map<std::int64_t, double> told;
    for (int index = 0; index < kTries; ++index) {
        std::int64_t keys = 0;
        for (std::int64_t each = 0; each < count; ++each) keys += static_cast<std::int64_t>(random() % kKeys);
        told[Shown({count, keys}).value_or(0)] += 1.0 / kTries;
    }
    return told;
}

}  // namespace

TEST(Protection, no_number_under_the_threshold_is_told) {
    EXPECT_FALSE(Shown({}));
    for (std::int64_t count = 1; count < 12; ++count)
        for (const auto& [number, share] : Told(count)) EXPECT_TRUE(number == 0 || number >= kLeastShown) << count;
}

TEST(Protection, the_same_set_has_the_same_number_however_it_is_added_up) {
    const Cell first{3, 1'000}, second{20, 900'000}, third{9, 70'000};
    Cell one = first, other = third;
    one += second;
    one += third;
    other += first;
    other += second;
    EXPECT_EQ(Shown(one), Shown(other));
}

TEST(Protection, noise_is_small_and_cancels_out) {
    double mean = 0, near = 0;
    for (const auto& [number, share] : Told(100)) {
        mean += static_cast<double>(number) * share;
        if (std::abs(number - 100) <= 1) near += share;
        EXPECT_LE(std::abs(number - 100), kMostNoise);
    }
    EXPECT_NEAR(mean, 100, 0.03);
    EXPECT_NEAR(near, 0.67, 0.01);
}

// What a reader sees is at most about twice as likely with one more in the cell than without: nobody's being there shows.
TEST(Protection, one_more_or_less_cannot_be_told) {
    const auto without = Told(40), with = Told(41);
    for (std::int64_t number = 36; number <= 45; ++number) {
        const auto odds = with.at(number) / without.at(number);
        EXPECT_GT(odds, 0.42) << number;
        EXPECT_LT(odds, 2.4) << number;
    }
}

// The difference of a whole and its part tells no better: each has noise of its own, though they differ in one alone.
TEST(Protection, differences_of_tables_tell_nobody) {
    std::mt19937_64 random(11);
    double shown_one = 0, shown_none = 0;
    for (int index = 0; index < kTries; ++index) {
        const auto keys = static_cast<std::int64_t>(random() % (30 * kKeys));
        const auto key = static_cast<std::int64_t>(random() % kKeys);
        const auto part = *Shown({30, keys}), whole = *Shown({31, keys + key});
        shown_one += whole - part == 1 ? 1.0 / kTries : 0;
        shown_none += whole - part == 0 ? 1.0 / kTries : 0;
    }
    EXPECT_LT(shown_one, 0.25);
    EXPECT_GT(shown_none, 0.15);
}

}  // namespace dongson::figures
