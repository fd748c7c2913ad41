#include <gtest/gtest.h>

#include "platform/identity/storage/account_store.h"
#include "storage/testing/databases.h"

namespace dongson::identity {

class Failures : public ::testing::TestWithParam<storage::Engine> {};

// A home has 2^64 addresses of IPv6: they are one who guesses.
TEST_P(Failures, are_counted_by_who_asks) {
    storage::testing::FreshDatabase database(GetParam());
    const auto now = Instant::Parse("2026-11-23 08:00").value();
    database->MustWrite([&](storage::Transaction& tx) {
        AccountStore accounts(tx);
        accounts.AddFailure("an", "2001:db8:1:2::1", now);
        accounts.AddFailure("an", "2001:db8:1:2:ffff::2", now);
        accounts.AddFailure("an", "::ffff:203.0.113.9", now);
        EXPECT_EQ(accounts.FailuresOf("an", "2001:db8:1:2::3", now).count, 2);
        EXPECT_EQ(accounts.FailuresOf("an", "2001:db8:1:3::1", now).count, 0);
        EXPECT_EQ(accounts.FailuresOf("an", "203.0.113.9", now).count, 1);
        accounts.ForgetFailures("an", "2001:db8:1:2::4");
        EXPECT_EQ(accounts.FailuresOf("an", "2001:db8:1:2::1", now).count, 0);
    });
}

INSTANTIATE_TEST_SUITE_P(Both, Failures, storage::testing::Values(storage::testing::Sqlite, storage::testing::Postgres));

}  // namespace dongson::identity
