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

// Whoever makes more go asks another: a first term, a shorter one, and the end of a rule that kept longer than its domain's.
TEST(Retention, lets_more_go_by_a_first_or_shorter_term_and_by_the_end_of_a_longer_one) {
    const std::vector<std::string> domains{"Hộ tịch"};
    const auto rule = [](std::string procedure, int years) {
        return RetentionRule{.procedure = procedure, .domain = procedure.empty() ? "Hộ tịch" : "", .years = years};
    };
    EXPECT_TRUE(LetsMoreGo({}, rule("1.001", 50), domains)) << "without a rule it was kept";
    EXPECT_FALSE(LetsMoreGo({}, rule("1.001", kForGood), domains));
    EXPECT_TRUE(LetsMoreGo({rule("1.001", 10)}, rule("1.001", 9), domains));
    EXPECT_FALSE(LetsMoreGo({rule("1.001", 10)}, rule("1.001", 10), domains)) << "another basis for the same";
    EXPECT_FALSE(LetsMoreGo({rule("1.001", 10)}, rule("1.001", 11), domains));
    EXPECT_TRUE(LetsMoreGo({rule("1.001", kForGood)}, rule("1.001", 100), domains));
    EXPECT_FALSE(LetsMoreGo({rule("1.001", 10)}, rule("1.001", kRuleEnds), domains)) << "then it is kept";
    EXPECT_TRUE(LetsMoreGo({rule("1.001", kForGood)}, rule("1.001", kRuleEnds), domains))
        << "the next term of the domain reaches it";
    EXPECT_TRUE(LetsMoreGo({rule("", 5), rule("1.001", 10)}, rule("1.001", kRuleEnds), domains)) << "then the domain's holds";
    EXPECT_FALSE(LetsMoreGo({rule("", 5)}, rule("1.001", 10), domains));
    EXPECT_TRUE(LetsMoreGo({rule("", 20)}, rule("1.001", 10), {"Hộ tịch", "Đất đai"}));
    EXPECT_TRUE(LetsMoreGo({rule("", 5)}, rule("1.001", 10), {"Hộ tịch", "Đất đai"})) << "those of its other domain were kept";
    EXPECT_TRUE(LetsMoreGo({rule("", 20)}, rule("", 10), domains));
}

}  // namespace
}  // namespace dongson::one_stop
