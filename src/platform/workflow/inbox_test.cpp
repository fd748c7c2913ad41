#include "platform/workflow/inbox.h"

#include <gtest/gtest.h>

#include "core/text.h"
#include "platform/testing/bare_house.h"

namespace dongson::workflow {
namespace {

class InboxStoring : public ::testing::TestWithParam<storage::Engine> {
  protected:
    void Keep(const std::string& reference, std::string_view due, std::string_view step_due) {
        const auto at = [](std::string_view local) { return local.empty() ? kNever : Instant::Parse(local).value(); };
        house.database->MustWrite([&](storage::Transaction& tx) {
            InboxStore(tx).Save({.module = "one_stop",
                                 .case_id = ++cases,
                                 .slot = "main",
                                 .reference = reference,
                                 .unit = UnitId{9},
                                 .capability = "one_stop.receive",
                                 .due = at(due),
                                 .step_due = at(step_due),
                                 .changed = Instant{}});
        });
    }
    std::string Said(InboxView view, std::string_view now) {
        const identity::Officer clerk{{.id = {5}}, {{UnitId{9}, "clerk", ""}}};
        const auto inbox = house.database->Read(
            [&](storage::Transaction& tx) { return InboxStore(tx).Read(clerk, view, Instant::Parse(now).value()); });
        EXPECT_EQ(inbox.counts[static_cast<std::size_t>(view)], static_cast<int>(inbox.items.size()));
        std::vector<std::string> said;
        for (const auto* item : inbox.items) said.push_back(item->reference);
        return Join(said, " ");
    }
    testing::BareHouse house{GetParam(), Instant::Parse("2026-11-16 08:00").value()};
    std::int64_t cases = 0;
};

TEST_P(InboxStoring, what_has_to_be_done_first_stands_first_and_what_is_late_in_its_step_is_late) {
    Keep("whole", "2026-11-20 17:00", "2026-11-20 17:00");
    Keep("never", "", "");
    Keep("step", "2026-12-31 17:00", "2026-11-19 08:00");
    Keep("answer", "", "2026-11-18 08:00");
    const std::string_view now = "2026-11-19 07:30";
    EXPECT_EQ(Said(InboxView::all, now), "answer step whole never");
    EXPECT_EQ(Said(InboxView::overdue, now), "answer");
    EXPECT_EQ(Said(InboxView::due_today, now), "step");
    EXPECT_EQ(Said(InboxView::overdue, "2026-11-19 08:01"), "answer step");
    EXPECT_EQ(Said(InboxView::due_today, "2026-11-20 08:00"), "whole");
}

// Lists are kept in memory under their post's mark: whoever changes a row, by whatever statement, changes it.
TEST_P(InboxStoring, what_changed_is_seen_at_once_by_both_posts_it_concerns) {
    static constexpr storage::Statement kGivenAway{"test.given_away",
                                                   "UPDATE work_item SET capability = 'one_stop.decide' WHERE case_id = 2"};
    const auto seen = [&](identity::Role role) {
        const identity::Officer officer{{.id = {5}}, {{UnitId{9}, role, ""}}};
        return house.database->Read([&](storage::Transaction& tx) {
            std::vector<std::string> said;
            for (const auto* item : InboxStore(tx).Read(officer, InboxView::all, house.clock.Now()).items)
                said.push_back(item->reference);
            return Join(said, " ");
        });
    };
    EXPECT_EQ(seen("clerk"), "");
    Keep("one", "2026-11-20 17:00", "");
    Keep("two", "2026-11-21 17:00", "");
    EXPECT_EQ(seen("clerk"), "one two");
    EXPECT_EQ(seen("leader"), "");
    house.database->MustWrite([&](storage::Transaction& tx) { tx.Run(kGivenAway); });
    EXPECT_EQ(seen("clerk"), "one");
    EXPECT_EQ(seen("leader"), "two");
    house.database->MustWrite([&](storage::Transaction& tx) { InboxStore(tx).Remove("one_stop", 1, "main"); });
    EXPECT_EQ(seen("clerk"), "");
    house.database->MustWrite([&](storage::Transaction& tx) { InboxStore(tx).Move(UnitId{9}, UnitId{8}, house.clock.Now()); });
    EXPECT_EQ(seen("leader"), "");
}

TEST_P(InboxStoring, what_was_rolled_back_was_never_there) {
    Keep("kept", "2026-11-20 17:00", "");
    const auto refused = house.database->InTransaction([&](storage::Transaction& tx) -> Result<bool> {
        InboxStore(tx).Remove("one_stop", 1, "main");
        const identity::Officer clerk{{.id = {5}}, {{UnitId{9}, "clerk", ""}}};
        EXPECT_TRUE(InboxStore(tx).Read(clerk, InboxView::all, house.clock.Now()).items.empty());
        return std::unexpected(Refusal{});
    });
    EXPECT_FALSE(refused);
    EXPECT_EQ(Said(InboxView::all, "2026-11-19 07:30"), "kept");
    Keep("next", "2026-11-21 17:00", "");
    EXPECT_EQ(Said(InboxView::all, "2026-11-19 07:30"), "kept next");
}

INSTANTIATE_TEST_SUITE_P(Both, InboxStoring, storage::testing::Values(storage::testing::Sqlite, storage::testing::Postgres));

}  // namespace
}  // namespace dongson::workflow
