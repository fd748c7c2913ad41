#include "modules/one_stop/domain/retention.h"

#include <gtest/gtest.h>

namespace dongson::one_stop {
namespace {

const Instant kEnded = Instant::At(Date::Of(2020, 6, 1), 9 * 60);

TEST(Retention, counts_from_the_january_after_the_year_of_the_end) {
    const RetentionRule rule{.domain = "Hộ tịch", .years = 5};
    EXPECT_EQ(MayGoFrom(&rule, {.closed = kEnded}), Date::Of(2026, 1, 1));
}

TEST(Retention, without_a_rule_or_for_ever_nothing_goes) {
    const RetentionRule for_ever{.domain = "Hộ tịch", .years = 0};
    EXPECT_EQ(MayGoFrom(nullptr, {.closed = kEnded}), std::nullopt);
    EXPECT_EQ(MayGoFrom(&for_ever, {.closed = kEnded}), std::nullopt);
}

// Decree 174/2016, article 13: papers of accounts stay at least ten years.
TEST(Retention, a_receipt_keeps_its_dossier_ten_years) {
    const RetentionRule five{.domain = "Hộ tịch", .years = 5}, twenty{.domain = "Hộ tịch", .years = 20};
    EXPECT_EQ(MayGoFrom(&five, {.closed = kEnded, .paid = kEnded}), Date::Of(2031, 1, 1));
    EXPECT_EQ(MayGoFrom(&twenty, {.closed = kEnded, .paid = kEnded}), Date::Of(2041, 1, 1));
}

}  // namespace
}  // namespace dongson::one_stop
