// What one house counts of wrong guesses at dossiers, another house of the same program does not know.
#include <gtest/gtest.h>

#include "modules/one_stop/http/views.h"
#include "platform/testing/bare_house.h"

namespace dongson::one_stop {

namespace {

// Somebody at one address, without an account, at a dossier that there is not; whether they were let through.
bool Guesses(dongson::testing::BareHouse& house, const std::string& address = "198.51.100.7",
             std::string_view code = "H56.01-261123-0001") {
    web::Request request;
    request.platform = &house.platform;
    request.address = address;
    const AnyRequest asked{request, house.platform, std::nullopt};
    if (!MayGuess(asked, code)) return false;
    EXPECT_FALSE(FindTracked(asked, code, "0000"));
    return true;
}

}  // namespace

TEST(TwoHousesAtTheCounter, count_wrong_guesses_each_for_itself) {
    const auto morning = Instant::Parse("2026-11-23 08:00").value();
    dongson::testing::BareHouse here{storage::testing::Sqlite, morning}, there{storage::testing::Sqlite, morning};
    constexpr int kWithoutEnd = 400;
    int through = 0;
    while (through < kWithoutEnd && Guesses(here)) ++through;
    EXPECT_LT(through, kWithoutEnd);
    EXPECT_TRUE(Guesses(there));
}

// Four digits are not found from many addresses either; whoever asks about another dossier is not stopped by that.
TEST(TrackingLimits, hold_for_a_dossier_from_everywhere) {
    dongson::testing::BareHouse house{storage::testing::Sqlite, Instant::Parse("2026-11-23 08:00").value()};
    int through = 0;
    for (int each = 0; each < 250; ++each) through += Guesses(house, "198.51.100." + std::to_string(each)) ? 1 : 0;
    EXPECT_GE(through, 100);
    EXPECT_LE(through, 105);
    EXPECT_TRUE(Guesses(house, "203.0.113.9", "H56.01-261123-0002"));
}

}  // namespace dongson::one_stop
