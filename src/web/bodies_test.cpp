#include "web/bodies.h"

#include <gtest/gtest.h>

namespace dongson::web {

namespace {

constexpr std::int64_t kMegabyte = 1 << 20;

std::optional<RefusalKind> Why(const std::optional<Refusal>& refusal) {
    return refusal ? std::optional(refusal->kind) : std::nullopt;
}

}  // namespace

TEST(Bodies, of_one_asker_and_altogether_hold_so_much_and_give_it_back) {
    Bodies bodies({.disk_of_one = 10, .memory_of_one = 4 * kMegabyte, .memory = 6 * kMegabyte}, [] { return std::nullopt; });
    {
        Bodies::Body mine(bodies, "a", false, [] {}), more(bodies, "a", false, [] {}), another(bodies, "b", false, [] {});
        EXPECT_FALSE(mine.Hold({.memory = 3 * kMegabyte}));
        EXPECT_EQ(Why(more.Hold({.memory = 2 * kMegabyte})), RefusalKind::too_many);
        EXPECT_FALSE(more.Hold({.memory = 60 << 10}));  // a form is taken all the same
        EXPECT_EQ(Why(another.Hold({.memory = 4 * kMegabyte})), RefusalKind::unavailable);
        EXPECT_FALSE(another.Hold({.memory = 2 * kMegabyte}));
        EXPECT_FALSE(mine.Hold({.disk = 10}));
        EXPECT_EQ(Why(more.Hold({.disk = 1})), RefusalKind::too_many);
        EXPECT_FALSE(another.Hold({.disk = 10}));
    }
    Bodies::Body later(bodies, "a", false, [] {});
    EXPECT_FALSE(later.Hold({.memory = 4 * kMegabyte, .disk = 10}));
}

TEST(Bodies, leave_three_quarters_of_the_disk_and_what_everybody_writes_into) {
    DiskRoom room{400 * kMegabyte, 10000 * kMegabyte};
    Bodies bodies({}, [&room] { return room; });
    Bodies::Body one(bodies, "a", false, [] {}), another(bodies, "b", false, [] {});
    EXPECT_FALSE(one.Hold({.disk = 60 * kMegabyte}));
    room.free -= 60 * kMegabyte;
    EXPECT_FALSE(another.Hold({.disk = 40 * kMegabyte}));
    room.free -= 40 * kMegabyte;
    EXPECT_EQ(Why(another.Hold({.disk = 41 * kMegabyte})), RefusalKind::unavailable);
    EXPECT_FALSE(another.Hold({.disk = 10 * kMegabyte}));  // less than before always fits
    room.free = 10 * kMegabyte;
    EXPECT_EQ(Why(another.Hold({.disk = 11 * kMegabyte})), RefusalKind::unavailable);
}

}  // namespace dongson::web
