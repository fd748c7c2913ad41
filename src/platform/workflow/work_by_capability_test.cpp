// What the migration to capabilities makes of work that lies in inboxes.
#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <string>

#include "core/text.h"
#include "platform/identity/account.h"
#include "platform/testing/bare_house.h"
#include "platform/workflow/inbox.h"
#include "storage/migrations.h"

namespace dongson::workflow {

namespace {

constexpr int kOwn = 75, kFirstAgain = 900'000;

// As it stood before: the tables go and are made again by the migrations that made them then.
std::vector<storage::Migration> Backwards(storage::Engine engine) {
    std::vector<storage::Migration> steps{{kFirstAgain, "again.sql", "DROP TABLE work_item; DROP TABLE work_mark;"}};
    if (engine == storage::Engine::postgres) steps.push_back({kFirstAgain + 1, "again.sql", "DROP FUNCTION mark_work;"});
    for (const auto& migration : storage::Migrations(engine))
        if (std::set{8, 17, 60, 62, 74}.contains(migration.number))
            steps.push_back({kFirstAgain + 1 + migration.number, "again.sql", migration.sql});
    return steps;
}

class WorkByCapability : public ::testing::TestWithParam<storage::Engine> {
  protected:
    void Keep(const char* module, std::int64_t id, const char* role) {
        static constexpr storage::Statement kOld{"test.old_work", R"(
            INSERT INTO work_item (unit_id, role, nearest_at, case_id, module, slot, reference, path, title, person, state_vi, state_en,
                                   assignee_id, waiting, fresh, due_at, step_due_at, changed_at)
            VALUES (9, $role, 1, $id, $module, 'main', $reference, '', '', '', '', '', 0, 0, 0, 1, 1, 0))"};
        house.database->MustWrite([&](storage::Transaction& tx) {
            tx.Run(kOld, {{"role", role}, {"id", id}, {"module", module}, {"reference", std::to_string(id)}});
        });
    }

    std::string FoundBy(const char* role) {
        const identity::Officer officer{{.id = {5}}, {{UnitId{9}, role, ""}}};
        return house.database->Read([&](storage::Transaction& tx) {
            std::vector<std::string> found;
            for (const auto* item : InboxStore(tx).Read(officer, InboxView::all, house.clock.Now()).items)
                found.push_back(item->reference);
            std::ranges::sort(found);
            return Join(found, " ");
        });
    }

    testing::BareHouse house{GetParam(), Instant::Parse("2026-11-16 08:00").value()};
};

}  // namespace

TEST_P(WorkByCapability, who_found_it_by_role_finds_it_by_what_the_role_gives) {
    ASSERT_TRUE(storage::Migrate(*house.database, Backwards(GetParam())));
    Keep("one_stop", 1, "clerk");
    Keep("one_stop", 2, "specialist");
    Keep("one_stop", 3, "leader");
    Keep("open_data", 4, "specialist");
    Keep("open_data", 5, "leader");
    Keep("soc", 6, "analyst");
    auto steps = Backwards(GetParam());
    for (const auto& migration : storage::Migrations(GetParam()))
        if (migration.number == kOwn) steps.push_back({kFirstAgain + 900, "again.sql", migration.sql});
    ASSERT_EQ(storage::Migrate(*house.database, steps), 1);
    EXPECT_EQ(FoundBy("clerk"), "1");
    EXPECT_EQ(FoundBy("specialist"), "2 4");
    EXPECT_EQ(FoundBy("leader"), "3 5");
    EXPECT_EQ(FoundBy("analyst"), "6");
    EXPECT_EQ(FoundBy("operator"), "");
    // Marks are kept again: what changes is seen.
    house.database->MustWrite([&](storage::Transaction& tx) { InboxStore(tx).Remove("open_data", 4, "main"); });
    EXPECT_EQ(FoundBy("specialist"), "2");
}

INSTANTIATE_TEST_SUITE_P(Both, WorkByCapability, storage::testing::Values(storage::testing::Sqlite, storage::testing::Postgres));

}  // namespace dongson::workflow
