#include "modules/one_stop/actions/keep_work.h"

#include <gtest/gtest.h>

#include "modules/one_stop/testing/office.h"
#include "platform/identity/staff.h"
#include "platform/identity/storage/staff_store.h"

namespace dongson::one_stop {
namespace {

using storage::Transaction;
using testing::Office;

class ReleasedWork : public ::testing::TestWithParam<storage::Engine> {
  protected:
    // In the program a job does it that stands in the same transaction.
    ReleasedWork() {
        identity::UseWhenPostsChange([this](const Platform&, Transaction& tx) { tx.AfterCommit([this] { ended = true; }); });
    }
    ~ReleasedWork() override { identity::UseWhenPostsChange({}); }

    Dossier WithSpecialist() {
        const auto received = office.Do(office.as_clerk, office.ADossier(), "accept").value();
        return office
            .Do(office.as_clerk, {.code = received.code,
                                  .event = "forward",
                                  .expected_version = received.version,
                                  .assignee = office.specialist.account.id})
            .value();
    }
    Result<void> EndPostOf(const identity::Officer& officer, Date last) {
        const auto post = office.database->Read(
            [&](Transaction& tx) { return identity::StaffStore(tx).PostsOf(officer.account.id).at(0).held.id; });
        return identity::EndPost(office.platform, {{}, "quản trị"}, post, last, "Chuyển công tác");
    }
    Office office{GetParam()};
    bool ended = false;
};

TEST_P(ReleasedWork, lies_with_the_unit_again_and_everybody_hears_of_it) {
    const auto before = WithSpecialist();
    ASSERT_EQ(before.assignee, office.specialist.account.id);
    const auto today = office.clock.Now().LocalDate();
    ASSERT_TRUE(EndPostOf(office.specialist, today - 1));
    EXPECT_TRUE(ended) << "whoever ends a post asks for it";
    EXPECT_EQ(ReleaseWork(office.platform), 1);
    const auto after = office.Reread(before.code);
    EXPECT_FALSE(after.assignee);
    EXPECT_EQ(after.state, before.state);
    EXPECT_EQ(after.due, before.due);
    EXPECT_EQ(office.InboxCount(office.second_specialist, workflow::InboxView::unit), 1) << "a colleague finds it";
    const auto happening = office.Happenings(after).back();
    EXPECT_EQ(happening.event, "release");
    EXPECT_NE(happening.reason.find("không còn giữ chức vụ"), std::string::npos) << happening.reason;
    EXPECT_TRUE(happening.ledger != 0);
    const auto notice = office.database->Read(
        [&](Transaction& tx) { return notices::Notices::NoticesOf(tx, office.citizen.id, 1).at(0).sentence.Now(); });
    EXPECT_NE(notice.find("Hạn trả không đổi"), std::string::npos) << notice;
    EXPECT_EQ(ReleaseWork(office.platform), 0) << "once";
    EXPECT_TRUE(office.Do(office.as_second_specialist, after, "submit_for_signature", "Đủ điều kiện")) << "and may go on with it";
}

TEST_P(ReleasedWork, of_a_post_that_ends_by_itself_is_released_the_day_after) {
    const auto before = WithSpecialist();
    const auto today = office.clock.Now().LocalDate();
    ASSERT_TRUE(EndPostOf(office.specialist, today + 2));
    EXPECT_TRUE(office.Reread(before.code).assignee) << "until then it stays";
    office.clock.Set(Instant::At(today + 3, 8 * 60));
    EXPECT_EQ(ReleaseWork(office.platform), 1);
    EXPECT_FALSE(office.Reread(before.code).assignee);
}

TEST_P(ReleasedWork, of_somebody_who_may_not_come_in_any_more_is_released_at_once) {
    const auto before = WithSpecialist();
    ASSERT_TRUE(identity::Disable(office.platform, {{}, "quản trị"}, office.specialist.account.id, "Nghỉ việc"));
    EXPECT_TRUE(ended);
    EXPECT_EQ(ReleaseWork(office.platform), 1);
    EXPECT_FALSE(office.Reread(before.code).assignee);
}

INSTANTIATE_TEST_SUITE_P(Both, ReleasedWork, storage::testing::Values(storage::testing::Sqlite, storage::testing::Postgres));

}  // namespace
}  // namespace dongson::one_stop
