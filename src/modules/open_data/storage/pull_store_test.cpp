#include "modules/open_data/storage/pull_store.h"

#include <gtest/gtest.h>

#include "modules/open_data/testing/portal_office.h"
#include "platform/identity/storage/account_store.h"

namespace dongson::open_data {
namespace {

class Pulls : public ::testing::TestWithParam<storage::Engine> {};

// A clock that showed 2036 for an hour fetched everything "then", and asked for it again years later.
TEST_P(Pulls, of_a_clock_that_ran_ahead_are_due_once_it_is_right) {
    const auto at = [](std::string_view local) { return Instant::Parse(local).value(); };
    const auto now = at("2026-11-16 08:00");
    testing::PortalOffice office(GetParam());
    const auto pull = [&](std::int64_t id, std::optional<Instant> pulled, std::string_view next) {
        return Pull{.id = {id},
                    .dataset = office.dataset,
                    .resource = office.resource,
                    .url = "https://a.example",
                    .account = {5},
                    .pulled = pulled,
                    .next = at(next)};
    };
    const auto kept = pull(1, at("2026-11-16 07:00"), "2026-11-17 07:00"),
               due = pull(2, at("2026-11-15 07:00"), "2026-11-16 07:00");
    const auto ahead = pull(3, at("2036-01-01 07:00"), "2036-01-02 07:00"), fresh = pull(4, std::nullopt, "2026-11-18 07:00");
    office.platform.storage.MustWrite([&](storage::Transaction& tx) {
        ASSERT_TRUE(identity::AccountStore(tx).Insert({.id = {5}, .login = "an", .name = "An", .created = now}));
        for (const auto& each : {kept, due, ahead, fresh}) PullStore(tx).Insert(each);
    });
    std::vector<std::int64_t> found;
    office.platform.storage.Read([&](storage::Transaction& tx) {
        for (const auto& each : PullStore(tx).Due(now)) {
            EXPECT_TRUE(each.Due(now));
            found.push_back(each.id.value);
        }
        return 0;
    });
    EXPECT_EQ(found, (std::vector<std::int64_t>{2, 3}));
    EXPECT_FALSE(kept.Due(now) || fresh.Due(now));
}

INSTANTIATE_TEST_SUITE_P(Both, Pulls, ::testing::Values(storage::Engine::sqlite, storage::Engine::postgres));

}  // namespace
}  // namespace dongson::open_data
