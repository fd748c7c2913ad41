// A province's own role lets its holders do what it gives, and nothing besides.
#include <gtest/gtest.h>

#include "modules/one_stop/domain/dossier_kind.h"
#include "modules/one_stop/domain/seats.h"
#include "modules/one_stop/testing/office.h"
#include "platform/identity/posts.h"
#include "platform/testing/other_roles.h"
#include "platform/workflow/process.h"

namespace dongson::one_stop {

using testing::Office;

namespace {

class OwnRoles : public ::testing::TestWithParam<storage::Engine> {};

constexpr const char* kTrainee = "  - {key: trainee, name: {vi: Tập sự, en: Trainee}, capabilities: [one_stop.examine]}\n";

identity::Officer Become(Office& office, const identity::Officer& officer, std::vector<const char*> roles) {
    static constexpr storage::Statement kLeave{"test.leave", "DELETE FROM appointment WHERE account_id = $account"};
    identity::Officer other{officer.account, {}};
    for (const auto* role : roles) other.appointments.push_back({officer.unit(), role, "Chức vụ"});
    office.database->MustWrite([&](storage::Transaction& tx) {
        tx.Run(kLeave, {{"account", officer.account.id}});
        for (const auto& post : other.appointments) identity::AccountStore(tx).Appoint(officer.account.id, post);
    });
    return other;
}

Dossier Forwarded(Office& office) {
    auto dossier = office.Do(office.as_clerk, office.ADossier(), "accept").value();
    return office.Do(office.as_clerk, dossier, "forward").value();
}

}  // namespace

TEST_P(OwnRoles, who_may_examine_finds_the_work_is_given_it_and_does_it) {
    const dongson::testing::OtherRoles roles(kTrainee);
    Office office(GetParam());
    const auto trainee = Become(office, office.second_specialist, {"trainee"});
    auto dossier = Forwarded(office);
    EXPECT_EQ(office.InboxCount(trainee, workflow::InboxView::all), 1);
    dossier = AssignDossier(office.platform, office.leader, dossier.code, trainee.account.id, dossier.version).value();
    EXPECT_EQ(office.InboxCount(trainee, workflow::InboxView::mine), 1);
    EXPECT_REFUSED(AssignDossier(office.platform, trainee, dossier.code, office.specialist.account.id, dossier.version),
                   "FORBIDDEN");
    Act draft{
        .code = dossier.code, .event = "submit_for_signature", .expected_version = dossier.version, .result_text = "Xác nhận"};
    dossier = office.Do(Actor::Of(trainee), draft).value();
    EXPECT_REFUSED(office.Do(Actor::Of(trainee), dossier, "sign"), "ONE_STOP_NOT_YOURS");
}

TEST_P(OwnRoles, two_that_give_the_same_show_the_work_once) {
    const dongson::testing::OtherRoles roles(kTrainee);
    Office office(GetParam());
    const auto both = Become(office, office.second_specialist, {"specialist", "trainee"});
    (void)Forwarded(office);
    EXPECT_EQ(office.InboxCount(both, workflow::InboxView::all), 1);
}

// As the book changes, inboxes do: the list in memory is not that of the role, but of what it gives.
TEST_P(OwnRoles, what_a_role_no_longer_gives_is_no_longer_found) {
    Office office(GetParam());
    (void)Forwarded(office);
    {
        const dongson::testing::OtherRoles roles(kTrainee);
        const identity::Officer trainee{office.specialist.account, {{office.commune, "trainee", ""}}};
        EXPECT_EQ(office.InboxCount(trainee, workflow::InboxView::all), 1);
    }
    const dongson::testing::OtherRoles roles(
        "  - {key: trainee, name: {vi: Tập sự, en: Trainee}, capabilities: [open_data.edit]}\n");
    const identity::Officer trainee{office.specialist.account, {{office.commune, "trainee", ""}}};
    EXPECT_EQ(office.InboxCount(trainee, workflow::InboxView::all), 0);
}

TEST(SeatRoles, each_that_a_process_may_name_asks_for_a_capability) {
    for (const auto& word : DossierKind().words().roles) EXPECT_NE(DossierKind().CapabilityOf(word), nullptr) << word;
    EXPECT_EQ(DossierKind().CapabilityOf("emperor"), nullptr);
}

INSTANTIATE_TEST_SUITE_P(Both, OwnRoles, storage::testing::Values(storage::testing::Sqlite, storage::testing::Postgres));

}  // namespace dongson::one_stop
