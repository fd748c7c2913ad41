#include "modules/one_stop/actions/correct_person.h"

#include <gtest/gtest.h>

#include "modules/one_stop/domain/corrected_person.h"
#include "modules/one_stop/storage/corrected_person.h"
#include "modules/one_stop/storage/dossier_store.h"
#include "modules/one_stop/testing/audited.h"
#include "platform/identity/storage/account_store.h"
#include "platform/identity/storage/proposal_store.h"
#include "platform/notices/notices.h"
#include "platform/personal_data/correct.h"
#include "platform/personal_data/storage/correction_store.h"

namespace dongson::one_stop {

using personal_data::CorrectionState;
using storage::Transaction;

namespace {

class CorrectedPerson : public ::testing::TestWithParam<storage::Engine> {
  protected:
    CorrectedPerson() : office(GetParam()) {
        personal_data::UseCorrects({personal_data::AccountCorrects(), DossierCorrects()});
        identity::UseActs({personal_data::CorrectionAct()});
    }

    std::string Which(const Dossier& dossier, const std::string& field) {
        return "one_stop.dossier|" + dossier.code + "|" + field;
    }
    files::FileStore::Kept Proof() { return office.AFile("giấy tờ").kept; }
    std::expected<std::int64_t, Refusals> Ask(const identity::Account& who, const std::string& which, const std::string& value) {
        return personal_data::AskCorrection(office.platform, who,
                                            {.which = which, .value = value, .reason = "Ghi nhầm", .proof = {Proof()}});
    }
    std::string Refused(const identity::Account& who, const std::string& which, const std::string& value) {
        const auto asked = Ask(who, which, value);
        return asked ? "done" : asked.error().front().code;
    }
    std::string Decide(const identity::Officer& officer, std::int64_t id, bool granted = true,
                       const std::string& answer = "Đúng giấy tờ") {
        const auto decided = personal_data::DecideCorrection(office.platform, officer, {id, granted, answer});
        if (!decided) return decided.error().front().code;
        return decided->asked ? "asked" : "done";
    }
    personal_data::Correction Reread(std::int64_t id) {
        return office.database->Read([&](Transaction& tx) { return personal_data::CorrectionStore(tx).Get(id).value(); });
    }
    std::vector<std::string> Faults() {
        office.ledger.Sequence();
        ledger::Audit audit(*office.database, office.ledger.Verifier());
        audit.HoldTree();
        AuditDossiers(office.platform, audit);
        personal_data::AuditCorrections(office.platform, audit);
        audit.HoldUnclaimed();
        return audit.faults();
    }
    std::size_t Found(const std::string& word) {
        return office.database->Read([&](Transaction& tx) {
            return DossierStore(tx).Find(office.commune, {.words = {word}, .from = {}, .until = {}}, 10).size();
        });
    }

    testing::Office office;
};

}  // namespace

TEST_P(CorrectedPerson, reads_right_wherever_the_dossier_is_looked_for_and_only_its_label_stands_in_the_timeline) {
    const auto dossier = office.ADossier();
    const auto id = Ask(office.citizen, Which(dossier, "name"), "  Lê Thị   Hoài Thương ").value();
    EXPECT_EQ(Reread(id).unit, office.commune);
    EXPECT_EQ(Decide(office.leader, id), "done");
    EXPECT_EQ(office.Reread(dossier.code).person.name, "Lê Thị Hoài Thương");
    EXPECT_EQ(Found("thuong"), 1U);
    const auto last = office.Happenings(dossier).back();
    EXPECT_EQ(last.event, names::kCorrectPerson);
    EXPECT_EQ(last.reason, "Họ tên người nộp");
    EXPECT_EQ(Reread(id).state, CorrectionState::granted);
    EXPECT_EQ(Faults(), std::vector<std::string>{});
}

TEST_P(CorrectedPerson, is_asked_of_ones_own_alone_with_a_proof_and_a_value_that_differs) {
    const auto dossier = office.ADossier();
    const auto which = Which(dossier, "name");
    EXPECT_EQ(Refused(office.stranger, which, "Lê Thị Hằng"), "NOT_FOUND") << "who has no account here";
    office.database->MustWrite([&](Transaction& tx) { identity::AccountStore(tx).Insert(office.stranger); });
    EXPECT_EQ(Refused(office.stranger, which, "Lê Thị Hằng"), "CORRECTION_WHICH");
    EXPECT_EQ(Refused(office.citizen, which, dossier.person.name), "CORRECTION_SAME");
    EXPECT_EQ(Refused(office.citizen, Which(dossier, "number"), "038190009999"), "CORRECTION_WHICH");
    EXPECT_EQ(Refused(office.citizen, "account||born", "31/02/1990"), "BIRTH_DATE");
    const auto all =
        personal_data::AskCorrection(office.platform, office.citizen, {.which = which, .value = "", .reason = "", .proof = {}});
    ASSERT_FALSE(all);
    std::vector<std::string> fields;
    for (const auto& fault : all.error()) fields.push_back(fault.field);
    EXPECT_EQ(fields, (std::vector<std::string>{"gia_tri", "ly_do", "tep"}));
}

TEST_P(CorrectedPerson, waits_once_for_a_value_and_no_more_than_five_wait) {
    const auto first = office.ADossier();
    const auto id = Ask(office.citizen, Which(first, "name"), "Lê Thị Hằng").value();
    EXPECT_EQ(Refused(office.citizen, Which(first, "name"), "Lê Thị Hạnh"), "CORRECTION_WAITS");
    ASSERT_TRUE(Ask(office.citizen, Which(first, "address"), "Phường Hàm Rồng"));
    ASSERT_TRUE(Ask(office.citizen, "account||name", "Lê Thị Hằng"));
    ASSERT_TRUE(Ask(office.citizen, "account||born", "27/3/1991"));
    const auto second = office.ADossier();
    ASSERT_TRUE(Ask(office.citizen, Which(second, "name"), "Lê Thị Hằng"));
    EXPECT_EQ(Refused(office.citizen, Which(second, "address"), "Phường Hàm Rồng"), "CORRECTION_TOO_MANY");
    EXPECT_FALSE(personal_data::TakeBackCorrection(office.platform, office.stranger, id));
    ASSERT_TRUE(personal_data::TakeBackCorrection(office.platform, office.citizen, id));
    EXPECT_FALSE(personal_data::TakeBackCorrection(office.platform, office.citizen, id));
    EXPECT_EQ(Decide(office.leader, id), "CORRECTION_DECIDED");
    EXPECT_TRUE(Ask(office.citizen, Which(second, "address"), "Phường Hàm Rồng"));
    EXPECT_EQ(Faults(), std::vector<std::string>{});
}

TEST_P(CorrectedPerson, is_decided_by_who_signs_where_the_dossier_is_once_and_with_a_reason) {
    const auto dossier = office.ADossier();
    const auto id = Ask(office.citizen, Which(dossier, "name"), "Lê Thị Hằng").value();
    EXPECT_EQ(Decide(office.clerk, id), "NOT_FOUND");
    EXPECT_EQ(Decide(office.asked, id), "NOT_FOUND");
    EXPECT_EQ(Decide(office.leader, id, false, " "), "CORRECTION_TEXT_MISSING");
    EXPECT_EQ(Decide(office.leader, id, false, "Giấy tờ không khớp"), "done");
    EXPECT_EQ(Decide(office.leader, id), "CORRECTION_DECIDED");
    EXPECT_EQ(office.Reread(dossier.code).person.name, dossier.person.name);
    const auto notices =
        office.database->Read([&](Transaction& tx) { return notices::Notices::NoticesOf(tx, office.citizen.id, 10); });
    EXPECT_NE(notices.front().sentence.In(Language::vietnamese).find("Giấy tờ không khớp"), std::string::npos);
    EXPECT_EQ(Faults(), std::vector<std::string>{});
}

TEST_P(CorrectedPerson, of_ones_own_data_is_somebody_elses_to_decide) {
    const auto dossier = office.ADossier();
    const auto id = Ask(office.citizen, Which(dossier, "name"), "Lê Thị Hằng").value();
    auto leader = office.leader;
    leader.account.person_number = office.citizen.person_number;
    EXPECT_EQ(Decide(leader, id), "CORRECTION_ONESELF");
    leader.account.person_number.clear();
    leader.account.name = "LÊ THỊ hoa";
    EXPECT_EQ(Decide(leader, id), "CORRECTION_ONESELF") << "who is called the same is taken for them";
}

TEST_P(CorrectedPerson, is_not_written_over_what_changed_meanwhile) {
    const auto dossier = office.ADossier();
    const auto id = Ask(office.citizen, Which(dossier, "name"), "Lê Thị Hằng").value();
    office.database->MustWrite([&](Transaction& tx) {
        auto other = office.Reread(dossier.code);
        other.person.name = "Lê Thị Huệ";
        StoreCorrectedPerson(tx, other);
    });
    EXPECT_EQ(Decide(office.leader, id), "CORRECTION_CHANGED");
    EXPECT_EQ(Reread(id).state, CorrectionState::waits);
    EXPECT_EQ(Decide(office.leader, id, false), "done");
}

TEST_P(CorrectedPerson, whose_asking_or_answer_was_changed_behind_the_program_is_found) {
    const auto id = Ask(office.citizen, Which(office.ADossier(), "name"), "Lê Thị Hằng").value();
    static constexpr storage::Statement kForge{"test.forge", "UPDATE personal_correction SET label = 'Địa chỉ người nộp'"},
        kGrant{"test.grant", "UPDATE personal_correction SET state = 'granted', decided_at = asked_at"};
    office.database->MustWrite([&](Transaction& tx) { tx.Run(kForge, {}); });
    EXPECT_EQ(Faults().size(), 1U);
    office.database->MustWrite([&](Transaction& tx) { tx.Run(kGrant, {}); });
    EXPECT_EQ(Faults().size(), 2U);
    EXPECT_EQ(Reread(id).before, office.citizen.name);
}

TEST_P(CorrectedPerson, of_an_account_is_done_by_two_administrators) {
    const auto first = office.Appoint("quantri.mot", office.commune, identity::KnownRole("operator").value());
    const auto second = office.Appoint("quantri.hai", office.commune, identity::KnownRole("operator").value());
    office.database->MustWrite([&](Transaction& tx) {  // who never came in administrates nothing
        for (const auto& each : {first, second}) identity::AccountStore(tx).SetPassword(each.account.id, "set");
    });
    const auto id = Ask(office.citizen, "account||name", "Lê Thị Hằng").value();
    const auto name = [&] {
        return office.database->Read([&](Transaction& tx) { return identity::AccountStore(tx).Get(office.citizen.id)->name; });
    };
    EXPECT_EQ(Decide(office.leader, id), "NOT_FOUND") << "a signer of an office is no administrator";
    EXPECT_EQ(Decide(first, id), "asked");
    EXPECT_EQ(name(), office.citizen.name);
    EXPECT_EQ(Decide(first, id), "PROPOSAL_ASKED");
    const auto waiting =
        office.database->Read([&](Transaction& tx) { return identity::ProposalStore(tx).Waiting(office.clock.Now()).at(0).id; });
    EXPECT_FALSE(identity::Grant(office.platform, identity::Manager::Of(first.account), waiting));
    EXPECT_TRUE(identity::Grant(office.platform, identity::Manager::Of(second.account), waiting));
    EXPECT_EQ(name(), "Lê Thị Hằng");
    EXPECT_EQ(Reread(id).state, CorrectionState::granted);
    EXPECT_EQ(Reread(id).decided_by, second.account.id);
}

TEST_P(CorrectedPerson, is_to_be_answered_within_two_working_days) {
    office.At("2026-12-04 09:00");  // a Friday
    const auto id = Ask(office.citizen, Which(office.ADossier(), "name"), "Lê Thị Hằng").value();
    EXPECT_EQ(Reread(id).due.LocalDate().Iso(), "2026-12-08");
}

INSTANTIATE_TEST_SUITE_P(Both, CorrectedPerson, storage::testing::Values(storage::testing::Sqlite, storage::testing::Postgres));

}  // namespace dongson::one_stop
