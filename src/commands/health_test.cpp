#include "commands/health.h"

#include <gtest/gtest.h>

#include "platform/testing/bare_house.h"

namespace dongson::commands {

class HealthOfADatabase : public ::testing::TestWithParam<storage::Engine> {};

// Whatever goes wrong while it looks, the program lives on.
TEST_P(HealthOfADatabase, outlives_what_it_cannot_read) {
    dongson::testing::BareHouse house(GetParam(), Instant::Parse("2026-11-23 08:00").value());
    house.database->MustWrite([](storage::Transaction& tx) { tx.connection().ExecuteScript("DROP TABLE ledger_state"); });
    Health health(house.platform);
    health.Start();
    health.Stop();
    EXPECT_TRUE(health.Ailments().empty());
}

INSTANTIATE_TEST_SUITE_P(Both, HealthOfADatabase, storage::testing::Values(storage::testing::Sqlite, storage::testing::Postgres));

}  // namespace dongson::commands
