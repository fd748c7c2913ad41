// What one house counts of those who try, another house of the same program does not know.
#include "web/limits.h"

#include <gtest/gtest.h>

#include "platform/identity/http/account_handlers.h"
#include "platform/testing/bare_house.h"

namespace dongson::identity {

namespace {

class TwoHousesInOneProgram : public ::testing::Test {
  protected:
    using House = dongson::testing::BareHouse;

    // Somebody at one address, without an account.
    static int Asks(House& house, web::Response (*handler)(const AnyRequest&)) {
        web::Request request;
        request.platform = &house.platform;
        request.address = "198.51.100.7";
        return handler({request, house.platform, std::nullopt}).status;
    }
    // How many of so many are let through.
    static int LetThrough(House& house, web::Response (*handler)(const AnyRequest&), int times) {
        int through = 0;
        for (int time = 0; time < times; ++time) through += Asks(house, handler) != 429 ? 1 : 0;
        return through;
    }

    House here{storage::testing::Sqlite, Instant::Parse("2026-11-23 08:00").value()};
    House there{storage::testing::Sqlite, Instant::Parse("2026-11-23 08:00").value()};
};

constexpr int kWithoutEnd = 400;

}  // namespace

TEST_F(TwoHousesInOneProgram, count_forgotten_passwords_each_for_itself) {
    EXPECT_LT(LetThrough(here, DoForgotten, kWithoutEnd), kWithoutEnd);
    EXPECT_NE(Asks(there, DoForgotten), 429);
}

TEST_F(TwoHousesInOneProgram, count_first_sign_ins_each_for_itself) {
    EXPECT_LT(LetThrough(here, DoActivate, kWithoutEnd), kWithoutEnd);
    EXPECT_NE(Asks(there, DoActivate), 429);
}

TEST_F(TwoHousesInOneProgram, count_letters_and_slips_each_for_itself) {
    const auto now = here.clock.Now();
    while (here.platform.limits->letter.Allow("7", now)) continue;
    while (here.platform.limits->slip.Allow("7", now)) continue;
    EXPECT_TRUE(there.platform.limits->letter.Allow("7", now));
    EXPECT_TRUE(there.platform.limits->slip.Allow("7", now));
}

}  // namespace dongson::identity
