// What one house counts of wrong guesses at dossiers, another house of the same program does not know.
#include <gtest/gtest.h>

#include "modules/one_stop/http/views.h"
#include "platform/testing/bare_house.h"

namespace dongson::one_stop {

namespace {

// Somebody at one address, without an account, at a dossier that there is not; whether they were let through.
bool Guesses(dongson::testing::BareHouse& house) {
    web::Request request;
    request.platform = &house.platform;
    request.address = "198.51.100.7";
    const AnyRequest asked{request, house.platform, std::nullopt};
    if (!MayGuess(asked)) return false;
    EXPECT_FALSE(FindTracked(asked, "H56.01-261123-0001", "0000"));
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

}  // namespace dongson::one_stop
