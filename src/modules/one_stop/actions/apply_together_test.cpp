#include "modules/one_stop/actions/apply_together.h"

#include <gtest/gtest.h>

#include "modules/one_stop/actions/fill_in_draft.h"
#include "modules/one_stop/actions/ledger_entry.h"
#include "modules/one_stop/actions/submit_dossier.h"
#include "modules/one_stop/storage/co_applicant_store.h"
#include "modules/one_stop/storage/procedure_store.h"
#include "modules/one_stop/testing/audited.h"
#include "platform/identity/storage/account_store.h"

namespace dongson::one_stop {

using storage::Transaction;
using testing::Office;

namespace {

// The citizen fills in a marriage, the stranger is the other one.
class ApplyingTogether : public ::testing::TestWithParam<storage::Engine> {
  protected:
    ApplyingTogether() : office(GetParam()) {
        office.database->MustWrite([&](Transaction& tx) {
            static constexpr storage::Statement kProve{"test.prove_both", "UPDATE account SET proof = 1 WHERE kind < 2"};
            identity::AccountStore(tx).Insert(office.stranger);
            tx.Run(kProve, {});
            auto procedure = ProcedureStore(tx).GetPublished("9.117115").value();
            procedure.code = "1.000894";
            ProcedureStore(tx).Import({procedure});
        });
        office.citizen.proof.level = office.stranger.proof.level = identity::ProofLevel::counter;
        const auto procedure =
            office.database->Read([](Transaction& tx) { return ProcedureStore(tx).GetPublished("1.000894").value(); });
        draft = BeginDraft(office.platform, office.citizen, procedure.code).value().id;
        EXPECT_TRUE(FillIn("Phường Hạc Thành").empty());
    }

    Refusals FillIn(const std::string& residence, const std::string& his_number = "038190009999") {
        return SaveParts(office.platform, office.citizen, draft,
                         {{std::string(kPartUnit), {{"don_vi", {ToText(office.commune)}}}},
                          {std::string(kPartPerson), {{"_dien_thoai", {"0912345678"}}, {"_dia_chi", {"Phường Hạc Thành"}}}},
                          {"phan/ben-nam",
                           {{"nam_ho_ten", {"Người Lạ"}},
                            {"nam_so_dinh_danh", {his_number}},
                            {"nam_noi_cu_tru", {residence}},
                            {"nam_lan", {"1"}}}},
                          {"phan/ben-nu",
                           {{"nu_ho_ten", {"Lê Thị Hoa"}},
                            {"nu_so_dinh_danh", {"038190001234"}},
                            {"nu_noi_cu_tru", {"Phường Hạc Thành"}},
                            {"nu_lan", {"1"}}}},
                          {"phan/hen", {{"ngay_hen", {"20/12/2026"}}}},
                          {std::string(kPartPapers), {{"con_thieu", {"khong"}}}},
                          {std::string(kPartDelivery), {{"_nhan", {"mot-cua"}}}}})
            .value()
            .faults;
    }
    std::string Code() {
        return office.database->Read([&](Transaction& tx) { return CoApplicantStore(tx).OfDraft(draft).at(0).code; });
    }
    std::string Digest() { return AskedOf(office.platform, office.stranger, draft).value().digest; }
    std::string Refused() {
        const auto dossier = SubmitDossier(office.platform, office.citizen, draft);
        return dossier ? "done" : dossier.error().front().code;
    }
    void Confirm() {
        ASSERT_TRUE(InviteTogether(office.platform, office.citizen, draft));
        ASSERT_TRUE(AcceptInvitation(office.platform, office.stranger, Code()));
        ASSERT_TRUE(ConfirmTogether(office.platform, office.stranger, draft, Digest()));
    }
    std::vector<std::string> Faults() { return testing::AuditFaults(office); }

    Office office;
    DraftId draft;
};

}  // namespace

TEST_P(ApplyingTogether, nothing_is_handed_in_before_everybody_confirmed_it) {
    EXPECT_EQ(Refused(), "CO_APPLICANTS_WAIT");
    ASSERT_TRUE(InviteTogether(office.platform, office.citizen, draft));
    EXPECT_EQ(Refused(), "CO_APPLICANTS_WAIT");
    ASSERT_TRUE(AcceptInvitation(office.platform, office.stranger, Code()));
    EXPECT_EQ(Refused(), "CO_APPLICANTS_WAIT");
    ASSERT_TRUE(ConfirmTogether(office.platform, office.stranger, draft, Digest()));
    const auto dossier = SubmitDossier(office.platform, office.citizen, draft).value();
    for (const auto& account : {office.citizen.id, office.stranger.id}) EXPECT_TRUE(IsOf(office.Reread(dossier.code), account));
    EXPECT_TRUE(Faults().empty());
}

// Decision 0018: the code alone opens nothing.
TEST_P(ApplyingTogether, nobody_applies_with_themselves) {
    EXPECT_TRUE(FillIn("Phường Hạc Thành", "038190001234").empty());
    EXPECT_EQ(Refused(), "CO_APPLICANT_TWICE");
}

TEST_P(ApplyingTogether, what_all_confirmed_nobody_changes_alone) {
    Confirm();
    auto dossier = SubmitDossier(office.platform, office.citizen, draft).value();
    dossier = office.Do(office.as_clerk, dossier, "accept").value();
    dossier = office.Do(office.as_clerk, dossier, "forward").value();
    dossier = office.Do(office.as_specialist, dossier, "request_supplement", "Thiếu giấy xác nhận").value();
    Act act{.code = dossier.code, .event = "supply", .expected_version = dossier.version, .reason = "Đã xem lại"};
    act.answers = {{"nam_ho_ten", {"Người Khác Hẳn"}}};
    EXPECT_REFUSED(office.Do(office.as_citizen, act), "CO_APPLICANTS_AGREED");
    act.answers.clear();
    EXPECT_TRUE(office.Do(office.as_citizen, act));
}

TEST_P(ApplyingTogether, an_invitation_is_for_the_number_it_names) {
    ASSERT_TRUE(InviteTogether(office.platform, office.citizen, draft));
    EXPECT_REFUSED(AcceptInvitation(office.platform, office.citizen, Code()), "CO_APPLICANT_CODE");
    auto unproven = office.stranger;
    unproven.proof.level = identity::ProofLevel::none;
    EXPECT_REFUSED(AcceptInvitation(office.platform, unproven, Code()), "CO_APPLICANT_NOT_PROVEN");
    EXPECT_REFUSED(AcceptInvitation(office.platform, office.stranger, "AAAA-BBBB-CCCC"), "CO_APPLICANT_CODE");
    EXPECT_FALSE(AskedOf(office.platform, office.stranger, draft)) << "who has not taken it up reads nothing";
}

TEST_P(ApplyingTogether, what_is_changed_is_confirmed_again) {
    Confirm();
    const auto before = Digest();
    EXPECT_TRUE(FillIn("Xã Yên Định").empty());
    EXPECT_EQ(Refused(), "CO_APPLICANTS_WAIT");
    EXPECT_REFUSED(ConfirmTogether(office.platform, office.stranger, draft, before), "CO_APPLICANT_CHANGED");
    ASSERT_TRUE(ConfirmTogether(office.platform, office.stranger, draft, Digest()));
    EXPECT_EQ(Refused(), "done");
}

TEST_P(ApplyingTogether, whom_the_form_names_no_longer_reads_and_says_nothing_more) {
    Confirm();
    (void)SaveParts(office.platform, office.citizen, draft,
                    {{"phan/ben-nam",
                      {{"nam_ho_ten", {"Người Khác"}},
                       {"nam_so_dinh_danh", {"038090001111"}},
                       {"nam_noi_cu_tru", {"Yên Định"}},
                       {"nam_lan", {"1"}}}}});
    EXPECT_FALSE(AskedOf(office.platform, office.stranger, draft));
    EXPECT_REFUSED(DeclineTogether(office.platform, office.stranger, draft, ""), "NOT_FOUND");
    EXPECT_REFUSED(AcceptInvitation(office.platform, office.stranger, Code()), "CO_APPLICANT_CODE");
}

TEST_P(ApplyingTogether, who_refuses_stops_it_and_time_runs_out) {
    Confirm();
    ASSERT_TRUE(DeclineTogether(office.platform, office.stranger, draft, "Sai ngày hẹn"));
    EXPECT_EQ(Refused(), "CO_APPLICANTS_WAIT");
    ASSERT_TRUE(InviteTogether(office.platform, office.citizen, draft));
    ASSERT_TRUE(ConfirmTogether(office.platform, office.stranger, draft, Digest()));
    office.At("2026-12-18 08:00");
    EXPECT_EQ(Refused(), "CO_APPLICANTS_WAIT") << "thirty days have passed";
    EXPECT_REFUSED(ConfirmTogether(office.platform, office.stranger, draft, Digest()), "CO_APPLICANT_LATE");
}

TEST_P(ApplyingTogether, all_of_them_withdraw_it) {
    Confirm();
    const auto dossier = SubmitDossier(office.platform, office.citizen, draft).value();
    EXPECT_REFUSED(office.Do(office.as_citizen, dossier, "withdraw", "Hoãn cưới"), "CO_APPLICANTS_WITHDRAW");
    ASSERT_TRUE(AgreeToWithdraw(office.platform, office.stranger, dossier.code));
    EXPECT_TRUE(Faults().empty());
    EXPECT_TRUE(office.Do(office.as_citizen, office.Reread(dossier.code), "withdraw", "Hoãn cưới"));
}

TEST_P(ApplyingTogether, at_the_counter_everybody_stands_there) {
    auto walk_in = testing::AWalkInFor(
        office.database->Read([](Transaction& tx) { return ProcedureStore(tx).GetPublished("1.000894").value(); }));
    walk_in.answers = {{"nam_ho_ten", {"Người Lạ"}},     {"nam_so_dinh_danh", {"038190009999"}},
                       {"nam_noi_cu_tru", {"Yên Định"}}, {"nam_lan", {"1"}},
                       {"nu_ho_ten", {"Lê Thị Hoa"}},    {"nu_so_dinh_danh", {"038190001234"}},
                       {"nu_noi_cu_tru", {"Hạc Thành"}}, {"nu_lan", {"1"}},
                       {"ngay_hen", {"20/12/2026"}}};
    const auto refused = TakeAtCounter(office.platform, office.clerk, walk_in, "");
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().front().code, "CO_APPLICANTS_PRESENT");
    walk_in.all_present = true;
    const auto dossier = TakeAtCounter(office.platform, office.clerk, walk_in, "").value();
    EXPECT_TRUE(IsOf(office.Reread(dossier.code), office.stranger.id));
    EXPECT_TRUE(Faults().empty());
}

INSTANTIATE_TEST_SUITE_P(Both, ApplyingTogether, storage::testing::Values(storage::testing::Sqlite, storage::testing::Postgres));

}  // namespace dongson::one_stop
