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
                                 .role = "clerk",
                                 .due = at(due),
                                 .step_due = at(step_due),
                                 .changed = Instant{}});
        });
    }
    std::string Said(InboxView view, std::string_view now) {
        const identity::Officer clerk{{.id = {5}}, {{UnitId{9}, identity::Role::clerk, ""}}};
        const auto inbox = house.database->Read(
            [&](storage::Transaction& tx) { return InboxStore(tx).Read(clerk, view, Instant::Parse(now).value()); });
        EXPECT_EQ(inbox.counts[static_cast<std::size_t>(view)], static_cast<int>(inbox.items.size()));
        std::vector<std::string> said;
        for (const auto& item : inbox.items) said.push_back(item.reference);
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

INSTANTIATE_TEST_SUITE_P(Both, InboxStoring, storage::testing::Values(storage::testing::Sqlite, storage::testing::Postgres));

}  // namespace
}  // namespace dongson::workflow
