#include <gtest/gtest.h>

#include "modules/one_stop/actions/dossier_writing.h"
#include "modules/one_stop/actions/end_mandate.h"
#include "modules/one_stop/actions/fill_in_draft.h"
#include "modules/one_stop/actions/ledger_entry.h"
#include "modules/one_stop/actions/submit_dossier.h"
#include "modules/one_stop/domain/mandate.h"
#include "modules/one_stop/storage/procedure_store.h"
#include "modules/one_stop/testing/audited.h"
#include "platform/identity/storage/account_store.h"

namespace dongson::one_stop {

using storage::Transaction;
using testing::Office;

namespace {

// The stranger of the office acts for its citizen.
class ForAnotherPerson : public ::testing::TestWithParam<storage::Engine> {
  protected:
    ForAnotherPerson() : office(GetParam()) {
        office.database->MustWrite([&](Transaction& tx) {
            static constexpr storage::Statement kProve{"test.prove_all", "UPDATE account SET proof = 1 WHERE kind < 2"};
            identity::AccountStore(tx).Insert(office.stranger);
            tx.Run(kProve, {});
        });
        office.citizen.proof.level = office.stranger.proof.level = identity::ProofLevel::counter;
        typed = {{"_chu_ten", {"Lê Thị Hoa"}},      {"_chu_so", {"038190001234"}},
                 {"_chu_sinh", {"27/3/1990"}},      {"_chu_dia_chi", {"Phường Hạc Thành"}},
                 {"_uq_can_cu", {"giay-uy-quyen"}}, {"_uq_tu", {"1/11/2026"}},
                 {"_uq_den", {"31/12/2026"}},       {"_uq_viec", {"bo-sung"}}};
    }

    Refusals FillIn(DraftId draft, bool with_paper = true) {
        if (with_paper)
            (void)AddDraftPapers(office.platform, office.stranger, draft,
                                 {{kMandatePaper, {}, office.files.KeepBytes("%PDF-1.4\n%%EOF\n", "uy-quyen.pdf").value()}});
        return SaveParts(office.platform, office.stranger, draft,
                         {{std::string(kPartUnit), {{"don_vi", {ToText(office.commune)}}}},
                          {std::string(kPartPerson),
                           {{"_dien_thoai", {"0912345679"}}, {"_dia_chi", {"Xã Yên Định"}}, {"_cho_ai", {"nguoi-khac"}}}},
                          {std::string(kPartMandate), typed},
                          {"phan/yeu-cau", {{"noi_dung", {"Xin xác nhận"}}, {"so_ban", {"1"}}}},
                          {std::string(kPartPapers), {{"con_thieu", {"khong"}}}},
                          {std::string(kPartDelivery), {{"_nhan", {"mot-cua"}}}}})
            .value()
            .faults;
    }
    DraftId ADraft() {
        const auto procedure =
            office.database->Read([](Transaction& tx) { return ProcedureStore(tx).GetPublished("9.117115").value(); });
        return BeginDraft(office.platform, office.stranger, procedure.code).value().id;
    }
    Dossier ADossier() {
        const auto draft = ADraft();
        EXPECT_TRUE(FillIn(draft).empty());
        return SubmitDossier(office.platform, office.stranger, draft).value();
    }
    bool Lists(const identity::Account& account, const Dossier& dossier) {
        const auto mine = office.database->Read(
            [&](Transaction& tx) { return DossierStore(tx).OfAccount(account.id, office.clock.Now().LocalDate(), 50); });
        return std::ranges::find(mine, dossier.code, &Dossier::code) != mine.end();
    }
    std::string FaultOf(const std::string& field, const std::string& value) {
        typed[field] = {value};
        const auto faults = FillIn(ADraft());
        return faults.empty() ? "" : faults.front().code + " " + faults.front().field;
    }
    std::vector<std::string> Faults() { return testing::AuditFaults(office); }

    Office office;
    Answers typed;
};

}  // namespace

TEST_P(ForAnotherPerson, the_dossier_is_the_applicants_and_both_see_it) {
    const auto dossier = ADossier();
    EXPECT_EQ(dossier.person.account, office.citizen.id);
    EXPECT_EQ(dossier.person.name, "Lê Thị Hoa");
    EXPECT_EQ(office.Reread(dossier.code).mandate->name, "Người Lạ");
    EXPECT_TRUE(Lists(office.citizen, dossier));
    EXPECT_TRUE(Lists(office.stranger, dossier));
    const auto heard = [&](AccountId account) {
        return office.database->Read([&](Transaction& tx) { return notices::Notices::Unread(tx, account); });
    };
    EXPECT_EQ(heard(office.citizen.id), 1);
    EXPECT_EQ(heard(office.stranger.id), 1);
    EXPECT_TRUE(Faults().empty());
}

TEST_P(ForAnotherPerson, only_what_the_mandate_covers_is_done_and_no_more_once_it_ends) {
    auto dossier = ADossier();
    dossier = office.Do(office.as_clerk, dossier, "accept").value();
    EXPECT_REFUSED(office.Do(office.as_stranger, dossier, "withdraw", "Không cần nữa"), "MANDATE_NOT_COVERED");
    EXPECT_TRUE(MessageOffice(office.platform, office.stranger, dossier.code, "Bao giờ xong?"));
    ASSERT_TRUE(EndMandate(office.platform, office.citizen, dossier.code));
    EXPECT_FALSE(Lists(office.stranger, dossier));
    EXPECT_REFUSED(MessageOffice(office.platform, office.stranger, dossier.code, "Bao giờ xong nhỉ?"), "NOT_FOUND");
    EXPECT_REFUSED(EndMandate(office.platform, office.stranger, dossier.code), "NOT_FOUND");
    EXPECT_REFUSED(EndMandate(office.platform, office.citizen, dossier.code), "MANDATE_NONE");
    EXPECT_EQ(office.Happenings(dossier).back().event, "end_mandate");
    EXPECT_TRUE(Faults().empty());
}

TEST_P(ForAnotherPerson, it_ends_by_itself_after_its_last_day) {
    const auto dossier = ADossier();
    office.At("2026-12-31 10:00");
    EXPECT_TRUE(Lists(office.stranger, dossier));
    office.At("2027-01-04 10:00");
    EXPECT_FALSE(Lists(office.stranger, dossier));
    EXPECT_TRUE(Lists(office.citizen, dossier));
}

// Decision 0018: whoever types a number reads nothing of its owner's, and nothing becomes theirs.
TEST_P(ForAnotherPerson, a_typed_number_takes_no_dossier_and_fills_in_no_form) {
    const auto own = office.ADossier();
    const auto dossier = ADossier();
    EXPECT_FALSE(Lists(office.stranger, own));
    const auto procedure =
        office.database->Read([](Transaction& tx) { return ProcedureStore(tx).GetPublished("9.117115").value(); });
    const auto known = WhoIsKnown(office.platform, office.clerk, "038190001234", procedure);
    ASSERT_TRUE(known.person);
    EXPECT_EQ(known.person->phone, "0912345678") << "what another typed for them";
    EXPECT_EQ(AlikeAt(office.platform, office.clerk, "038190001234", procedure).size(), 1U);
}

TEST_P(ForAnotherPerson, only_who_proved_who_they_are_hands_in_for_another) {
    office.stranger.proof.level = identity::ProofLevel::none;
    const auto faults = FillIn(ADraft());
    ASSERT_FALSE(faults.empty());
    EXPECT_EQ(faults.front().code, "MANDATE_NOT_PROVEN");
}

TEST_P(ForAnotherPerson, what_is_wrong_names_its_field) {
    const auto good = typed;
    for (const auto& [field, value, wanted] :
         {std::tuple("_chu_so", "038190009999", "MANDATE_ONESELF _chu_so"),
          std::tuple("_chu_so", "123", "MANDATE_NUMBER _chu_so"),
          std::tuple("_chu_sinh", "31/2/1990", "ANSWER_NOT_A_DATE _chu_sinh"),
          std::tuple("_chu_ten", "", "NAME_MISSING _chu_ten"), std::tuple("_uq_can_cu", "khac", "MANDATE_BASIS _uq_can_cu"),
          std::tuple("_uq_can_cu", "cha-me", "MANDATE_OF_AGE _uq_can_cu"),
          std::tuple("_uq_tu", "1/12/2026", "MANDATE_NOT_YET _uq_tu"), std::tuple("_uq_den", "1/10/2026", "MANDATE_OVER _uq_den"),
          std::tuple("_uq_den", "1/1/2099", "MANDATE_TOO_LONG _uq_den")}) {
        typed = good;
        EXPECT_EQ(FaultOf(field, value), wanted);
    }
    typed = good;
    const auto faults = FillIn(ADraft(), false);
    ASSERT_FALSE(faults.empty());
    EXPECT_EQ(faults.front().field, "tep_-2");
}

TEST_P(ForAnotherPerson, the_result_goes_to_whom_the_mandate_lets_take_it) {
    auto dossier = ADossier();
    for (const auto& [actor, event] : {std::pair(office.as_clerk, "accept"), std::pair(office.as_clerk, "forward")})
        dossier = office.Do(actor, dossier, event).value();
    Act draft{.code = dossier.code, .event = "submit_for_signature", .expected_version = dossier.version, .result_text = "Có"};
    dossier = office.Do(office.as_specialist, draft).value();
    dossier = office.Do(office.as_leader, dossier, "sign").value();
    Act hand{.code = dossier.code, .event = "return_result", .expected_version = dossier.version, .to_mandatary = true};
    EXPECT_REFUSED(office.Do(office.as_clerk, hand), "MANDATE_NOT_COVERED");
    EXPECT_FALSE(MayAsApplicant(office.Reread(dossier.code), office.stranger.id, Power::receive, office.clock.Now().LocalDate()));
    hand.to_mandatary = false;
    EXPECT_TRUE(office.Do(office.as_clerk, hand));
}

TEST_P(ForAnotherPerson, a_row_that_somebody_changed_is_found) {
    (void)ADossier();
    ASSERT_TRUE(Faults().empty());
    static constexpr storage::Statement kMore{"test.more_powers", "UPDATE mandate SET powers = 7"};
    office.database->MustWrite([](Transaction& tx) { tx.Run(kMore, {}); });
    EXPECT_FALSE(Faults().empty());
}

TEST_P(ForAnotherPerson, at_the_counter_both_are_written_down) {
    auto walk_in = testing::AWalkInFor(
        office.database->Read([](Transaction& tx) { return ProcedureStore(tx).GetPublished("9.117115").value(); }));
    walk_in.mandatary = {{"_uq_ten", {"Người Lạ"}},         {"_uq_so", {"038190009999"}}, {"_uq_dien_thoai", {"0912345679"}},
                         {"_uq_can_cu", {"giay-uy-quyen"}}, {"_uq_tu", {"1/11/2026"}},    {"_uq_den", {"31/12/2026"}},
                         {"_uq_viec", {"nhan-ket-qua"}}};
    const auto refused = TakeAtCounter(office.platform, office.clerk, walk_in, "");
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().front().code, "MANDATE_PAPER");
    walk_in.mandatary["_uq_ten"] = {""};
    EXPECT_EQ(TakeAtCounter(office.platform, office.clerk, walk_in, "").error().front().code, "NAME_MISSING")
        << "a number without a name is not left out in silence";
    walk_in.mandatary["_uq_ten"] = {"Người Lạ"};
    walk_in.papers = {{kMandatePaper, {}, office.files.KeepBytes("%PDF-1.4\n%%EOF\n", "uy-quyen.pdf").value()}};
    const auto dossier = TakeAtCounter(office.platform, office.clerk, walk_in, "").value();
    EXPECT_TRUE(Lists(office.stranger, dossier)) << "they proved the number";
    EXPECT_TRUE(office.Reread(dossier.code).mandate->paper);
    ASSERT_TRUE(EndMandateAtCounter(office.platform, office.clerk, dossier.code, "Chủ hồ sơ đến quầy yêu cầu"));
    EXPECT_FALSE(Lists(office.stranger, dossier));
    EXPECT_TRUE(Faults().empty());
}

INSTANTIATE_TEST_SUITE_P(Both, ForAnotherPerson, storage::testing::Values(storage::testing::Sqlite, storage::testing::Postgres));

}  // namespace dongson::one_stop
