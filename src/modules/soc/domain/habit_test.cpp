#include "modules/soc/domain/habit.h"

#include <gtest/gtest.h>

namespace dongson::soc {

namespace {

// The same hour on the 28 days before Thursday 26 November 2026, 9 o'clock in Vietnam.
constexpr const char* kNow = "2026-11-26 09:30";

std::vector<HourVolume> Past(std::uint64_t working_days, std::uint64_t ends_of_weeks, int from_day = 1) {
    const std::int64_t now = HourOf(Instant::Parse(kNow).value());
    std::vector<HourVolume> past;
    for (int day = from_day; day <= 28; ++day) {
        const std::int64_t hour = now - day * 24;
        const bool end = Instant{hour * kHour}.LocalDate().Weekday() >= 6;
        past.push_back({hour, (end ? ends_of_weeks : working_days) + static_cast<std::uint64_t>(day % 5) * 10});
        past.push_back({hour + 1, 1'000'000});  // another hour is no matter
    }
    return past;
}

bool Strange(std::uint64_t events, const std::vector<HourVolume>& past, const char* since = "2026-01-01 00:00") {
    return JudgeHour({HourOf(Instant::Parse(kNow).value()), events}, past, Instant::Parse(since).value()).has_value();
}

}  // namespace

TEST(Habit, an_hour_is_held_against_the_same_hour_of_days_of_its_kind) {
    EXPECT_FALSE(Strange(2000, Past(2000, 0)));
    EXPECT_FALSE(Strange(8000, Past(2000, 0))) << "four times as many may be a busy day";
    EXPECT_TRUE(Strange(10'000, Past(2000, 0)));
    EXPECT_TRUE(Strange(100, Past(2000, 0)));
    EXPECT_TRUE(Strange(0, Past(2000, 0)));
    EXPECT_FALSE(Strange(600, Past(2000, 0)));
    EXPECT_FALSE(Strange(0, Past(300, 0))) << "of a source that says little, little can be missing";
    EXPECT_FALSE(Strange(900, Past(0, 0))) << "nor is a little much";
    EXPECT_TRUE(Strange(5000, Past(0, 9000)));
    const auto told = JudgeHour({HourOf(Instant::Parse(kNow).value()), 10'000}, Past(2000, 0), {});
    EXPECT_EQ(2020U, told->usual);
}

TEST(Habit, a_source_that_is_new_has_none) {
    EXPECT_FALSE(Strange(1'000'000, Past(2000, 0), "2026-11-21 08:00"));
    EXPECT_TRUE(Strange(1'000'000, Past(2000, 0), "2026-11-12 08:00"));
    EXPECT_FALSE(Strange(1'000'000, {}, "2026-11-26 08:00"));
}

TEST(Habit, a_source_that_always_jumps_may_jump) {
    auto past = Past(0, 0);
    for (std::size_t i = 0; i < past.size(); ++i) past[i].events = i % 4 < 2 ? 0 : 9000;
    EXPECT_FALSE(Strange(9000, past));
    EXPECT_FALSE(Strange(20'000, past));
}

TEST(Clock, is_wrong_when_even_the_promptest_event_says_so) {
    const auto error = [](Recognition recognition, std::vector<std::int64_t> lags) {
        Lag lag;
        for (const std::int64_t each : lags) lag.Note(each);
        return ClockError({.recognition = recognition}, lag);
    };
    const std::vector<std::int64_t> late(20, 10 * kMinute);
    EXPECT_EQ(std::nullopt, error(Recognition::address, {}));
    EXPECT_EQ(std::nullopt, error(Recognition::address, {200, 900, 10 * kMinute}));
    EXPECT_EQ(10 * kMinute, error(Recognition::address, late));
    EXPECT_EQ(std::nullopt, error(Recognition::address, {10 * kMinute})) << "one that was held up";
    EXPECT_EQ(std::nullopt, error(Recognition::file, late)) << "what lay in a file";
    EXPECT_EQ(-3 * kMinute, error(Recognition::file, {100, -3 * kMinute})) << "nobody can write of tomorrow";
    EXPECT_EQ(std::nullopt, error(Recognition::token, {-kMinute}));
}

}  // namespace dongson::soc
