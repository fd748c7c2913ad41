#include "modules/soc/ship/taken.h"

#include <gtest/gtest.h>

namespace dongson::soc {
namespace {

TEST(Taken, is_each_event_once_though_batches_come_again) {
    Taken taken;
    for (std::uint64_t number = 1; number <= 5; ++number) EXPECT_TRUE(taken.Take("a/standard", number, {100}));
    for (std::uint64_t number = 3; number <= 5; ++number) EXPECT_FALSE(taken.Take("a/standard", number, {100}));
    EXPECT_TRUE(taken.Take("a/standard", 6, {90})) << "what waited longer in its queue was received before";
    EXPECT_TRUE(taken.Take("a/long", 1, {50})) << "another stream";
    EXPECT_TRUE(taken.Take("b/standard", 1, {50})) << "another node";
}

TEST(Taken, goes_on_over_a_restart) {
    Taken before;
    before.Take("a/standard", 7, {100});
    Taken after(before.Numbers());
    EXPECT_FALSE(after.Take("a/standard", 7, {100}));
    EXPECT_FALSE(after.Take("a/standard", 6, {99}));
    EXPECT_TRUE(after.Take("a/standard", 8, {100}));
}

TEST(Taken, loses_nothing_of_a_store_that_gives_its_numbers_again) {
    Taken taken;
    taken.Take("a/standard", 1000, {100});
    EXPECT_TRUE(taken.Take("a/standard", 1, {200})) << "a new disk, or a backup of an earlier day";
    EXPECT_TRUE(taken.Take("a/standard", 2, {200}));
    EXPECT_FALSE(taken.Take("a/standard", 1, {200}));
    EXPECT_TRUE(taken.Take("a/standard", 3, {150}));
}

}  // namespace
}  // namespace dongson::soc
