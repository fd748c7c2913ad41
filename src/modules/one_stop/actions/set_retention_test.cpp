#include "modules/one_stop/actions/set_retention.h"

#include <gtest/gtest.h>

#include "core/text.h"
#include "modules/one_stop/actions/destroy_dossiers.h"
#include "modules/one_stop/actions/link_dossiers.h"
#include "modules/one_stop/storage/destruction_store.h"
#include "modules/one_stop/storage/fee_claim_store.h"
#include "modules/one_stop/storage/procedure_store.h"
#include "modules/one_stop/testing/audited.h"
#include "platform/identity/storage/proposal_store.h"
#include "platform/identity/two_people.h"

namespace dongson::one_stop {

using storage::Transaction;

namespace {

class RetentionByTwo : public ::testing::TestWithParam<storage::Engine> {
  protected:
    RetentionByTwo() : office(GetParam()) {
        identity::UseActs({RetentionAct()});
        first = Administrator("quantri.mot");
    }
    // One who has come in: an account without a password says yes to nothing.
    identity::Officer Administrator(const std::string& login) {
        auto officer = office.Appoint(login, office.commune, identity::KnownRole("operator").value());
        Sql("UPDATE account SET password_hash = 'x' WHERE id = " + ToText(officer.account.id));
        return officer;
    }
    identity::Officer Second() { return Administrator("quantri.hai"); }
    std::string ACode() {
        return office.database->Read([](Transaction& tx) { return ProcedureStore(tx).All().front().code; });
    }
    std::string Set(RetentionRule rule) {
        const auto done = SetRetention(office.platform, first, std::move(rule));
        if (!done) return done.error().front().code;
        return done->asked ? "asked" : "done";
    }
    std::string Set(const std::string& code, int years, const std::string& basis = "Thông tư 1/2026/TT-BNV") {
        return Set({.procedure = code, .domain = {}, .years = years, .basis = basis, .set_by = {}});
    }
    // The oldest that waits.
    std::string Grant(const identity::Officer& by) {
        const auto waiting = office.database->Read(
            [&](Transaction& tx) { return identity::ProposalStore(tx).Waiting(office.platform.clock.Now()); });
        const auto done = identity::Grant(office.platform, identity::Manager::Of(by.account), waiting.at(0).id);
        return done ? "done" : done.error().front().code;
    }
    std::vector<RetentionRule> Rules() {
        return office.database->Read([](Transaction& tx) { return DestructionStore(tx).Rules(); });
    }
    std::vector<RetentionRule> Every() {
        return office.database->Read([](Transaction& tx) { return DestructionStore(tx).EveryRule(100); });
    }
    std::vector<std::string> Faults() {
        office.ledger.Sequence();
        ledger::Audit audit(*office.database, office.ledger.Verifier());
        audit.HoldTree();
        AuditRetention(office.platform, audit);
        return audit.faults();
    }
    void Sql(std::string text) {
        office.database->MustWrite([&](Transaction& tx) { tx.connection().ExecuteScript(text); });
    }

    testing::Office office;
    identity::Officer first;
};

}  // namespace

TEST_P(RetentionByTwo, a_first_or_shorter_term_waits_for_another_and_a_longer_one_holds_at_once) {
    const auto second = Second();
    const auto code = ACode();
    EXPECT_EQ(Set(code, 10), "asked");
    EXPECT_TRUE(Rules().empty());
    EXPECT_EQ(Grant(first), "PROPOSAL_ONESELF");
    EXPECT_EQ(Grant(second), "done");
    ASSERT_EQ(Rules().size(), 1U);
    EXPECT_EQ(Rules()[0].years, 10);
    EXPECT_EQ(Rules()[0].asked_by, first.account.name);
    EXPECT_EQ(Rules()[0].set_by, second.account.name);
    EXPECT_EQ(Set(code, kForGood), "done");
    EXPECT_EQ(Set(code, 1), "asked");
    EXPECT_EQ(Rules()[0].years, kForGood);
    EXPECT_EQ(Grant(second), "done");
    EXPECT_EQ(Set(code, kRuleEnds), "done") << "then nothing goes";
    EXPECT_TRUE(Rules().empty());
    EXPECT_EQ(Set(code, kRuleEnds), "RECORDS_NO_RULE");
    EXPECT_EQ(Every().size(), 4U) << "what held before stays written";
    EXPECT_EQ(Faults(), std::vector<std::string>{});
}

TEST_P(RetentionByTwo, a_yes_is_to_the_term_that_was_looked_at) {
    const auto second = Second();
    const auto code = ACode();
    ASSERT_EQ(Set(code, 10), "asked");
    ASSERT_EQ(Set(code, kForGood), "done");
    EXPECT_EQ(Grant(second), "RECORDS_CHANGED");
    EXPECT_EQ(Rules()[0].years, kForGood);
}

TEST_P(RetentionByTwo, nobody_ends_what_is_kept_for_good_alone) {
    const auto second = Second();
    const auto code = ACode();
    EXPECT_EQ(Set(code, kForGood), "done");
    EXPECT_EQ(Set(code, kRuleEnds), "asked");
    EXPECT_EQ(Rules().size(), 1U);
    EXPECT_EQ(Grant(second), "done");
    EXPECT_TRUE(Rules().empty());
}

TEST_P(RetentionByTwo, a_proposal_does_not_come_back_when_what_replaced_it_is_gone) {
    const auto second = Second();
    const auto code = ACode();
    EXPECT_EQ(Set(code, 5), "asked");
    EXPECT_EQ(Set(code, kForGood), "done");
    const auto rule = Rules().at(0).id;
    Sql("UPDATE retention_rule SET ended_at = set_at WHERE id = " + std::to_string(rule));
    EXPECT_EQ(Grant(second), "RECORDS_CHANGED") << "it was asked for before somebody said for good";
}

TEST_P(RetentionByTwo, one_who_is_alone_does_it_and_that_stands_there) {
    EXPECT_EQ(Set(ACode(), 10), "done");
    EXPECT_TRUE(Rules()[0].alone);
    EXPECT_EQ(Faults(), std::vector<std::string>{});
}

TEST_P(RetentionByTwo, names_a_document_and_a_procedure_that_is_there) {
    const auto code = ACode();
    for (const auto* basis : {"abc", "1/", "a1 /"}) EXPECT_EQ(Set(code, 10, basis), "RECORDS_TEXT_MISSING") << basis;
    EXPECT_EQ(Set(code, 10, "1/QĐ"), "done");
    EXPECT_EQ(Set(code, kMostYears + 1), "RECORDS_YEARS");
    EXPECT_EQ(Set("", 10), "RECORDS_WHICH");
    EXPECT_EQ(Set("khong co thu tuc nay", 10), "RECORDS_WHICH");
    const auto name = office.database->Read([](Transaction& tx) { return ProcedureStore(tx).All().front().name; });
    EXPECT_EQ(Set(Fold(name), kForGood), "done") << "by its name without accents";
    EXPECT_EQ(Rules()[0].procedure, code);
}

TEST_P(RetentionByTwo, who_changes_a_rule_by_sql_is_found) {
    ASSERT_EQ(Set(ACode(), 10), "done");
    ASSERT_EQ(Set(ACode(), 20), "done");
    ASSERT_EQ(Faults(), std::vector<std::string>{});
    Sql("UPDATE retention_rule SET years = 1 WHERE ended_at IS NULL");
    EXPECT_FALSE(Faults().empty());
    Sql("UPDATE retention_rule SET years = 20 WHERE ended_at IS NULL");
    ASSERT_EQ(Faults(), std::vector<std::string>{});
    Sql("UPDATE retention_rule SET ended_at = NULL");
    EXPECT_FALSE(Faults().empty()) << "one that is over holds again";
}

// What somebody waits for is there still when they have their answer.
TEST_P(RetentionByTwo, nothing_goes_that_an_open_case_points_at_or_that_somebody_wants_corrected) {
    ASSERT_EQ(Set({.procedure = {}, .domain = "Hộ tịch", .years = 1, .basis = "Thông tư 1/2026/TT-BNV", .set_by = {}}), "done");
    const auto past = office.ADossier(), open = office.ADossier();
    Sql("UPDATE dossier SET domain = 'Hộ tịch', closed_at = 1420070400000 WHERE code = '" + past.code + "'");
    const auto keeper = office.leader;
    const auto ask = [&] {
        const auto asked = AskDestruction(office.platform, keeper, office.commune, {past.code}, "Hết thời hạn");
        return asked ? std::string("done") : asked.error().code;
    };
    const auto due = [&] { return DueForDestruction(office.platform, office.commune, 10).size(); };
    EXPECT_EQ(due(), 1U);
    ASSERT_TRUE(LinkDossiers(office.platform, office.clerk, {open.code, past.code, "follows", "Cùng một thửa đất"}));
    EXPECT_EQ(due(), 0U);
    EXPECT_EQ(ask(), "RECORDS_LINKED");
    Sql("UPDATE case_link SET removed_at = 1");
    EXPECT_EQ(due(), 1U);
    Sql("INSERT INTO personal_correction (id, account_id, kind, reference, field, label, value_before, value_after, reason, "
        "file_id, unit_id, salt, asked_at, due_at, state, answer, decided_by, decided_by_name, decided_at, asked_entry, "
        "decided_entry) SELECT 1, MIN(id), 'one_stop.dossier', '" +
        past.code + "', 'name', '', '', '', '', 0, 0, '', 1, 1, '', '', 0, '', NULL, 0, 0 FROM account");
    EXPECT_EQ(due(), 0U);
    EXPECT_EQ(ask(), "RECORDS_CORRECTING");
    Sql("UPDATE personal_correction SET state = 'refused'");
    ASSERT_TRUE(HoldRecord(office.platform, keeper, past.code, "Đơn khiếu nại số 5"));
    EXPECT_EQ(ask(), "RECORDS_HELD");
    const auto hold =
        office.database->Read([&](Transaction& tx) { return DestructionStore(tx).HeldOf(office.commune, 10).at(0).id; });
    const auto silent = EndHold(office.platform, keeper, office.commune, hold, " ");
    ASSERT_FALSE(silent);
    EXPECT_EQ(silent.error().field, EndsHoldBecause(hold));
    ASSERT_TRUE(EndHold(office.platform, keeper, office.commune, hold, "Đã giải quyết khiếu nại"));
    const auto list = AskDestruction(office.platform, keeper, office.commune, {past.code}, "Hết thời hạn").value();
    const auto holds = office.database->Read([&](Transaction& tx) { return DestructionStore(tx).HoldsOfList(list); });
    ASSERT_EQ(holds.size(), 1U);
    EXPECT_EQ(holds[0].ended_because, "Đã giải quyết khiếu nại");
    EXPECT_EQ(holds[0].ended_by, keeper.account.name);
}

// Decree 174/2016, art. 13: books of money are kept ten years, and a month that was reported says the same for good.
TEST_P(RetentionByTwo, what_was_let_off_keeps_its_dossier_ten_years_and_stays_in_the_books) {
    ASSERT_EQ(Set({.procedure = {}, .domain = "Hộ tịch", .years = 1, .basis = "Thông tư 1/2026/TT-BNV", .set_by = {}}), "done");
    const auto past = office.ADossier();
    Sql("UPDATE dossier SET domain = 'Hộ tịch', closed_at = 1420070400000 WHERE code = '" + past.code + "'");
    const auto due = [&] { return DueForDestruction(office.platform, office.commune, 10).size(); };
    ASSERT_EQ(due(), 1U);
    Sql("INSERT INTO fee_claim (id, dossier_id, fee_group, group_name, percent, basis, file_id, claimed_by, claimed_name, "
        "claimed_at, state, decided_by, decided_name, decided_at, reason, relieved) SELECT 7, id, 'poor', 'Hộ nghèo', 100, '', 0, "
        "1, 'Lê Thị Hoa', 1, 1, 2, 'Lãnh đạo', " +
        std::to_string(office.platform.clock.Now().ms) + ", '', 30000 FROM dossier WHERE code = '" + past.code + "'");
    EXPECT_EQ(due(), 0U);
    Sql("UPDATE fee_claim SET decided_at = 1420070400000");
    EXPECT_EQ(due(), 1U);
    office.ledger.Sequence();
    bool gone = false;
    office.database->MustWrite([&](Transaction& tx) {
        gone = DestructionStore(tx).Destroy({.list = 1, .dossier = past.id, .code = past.code}, office.platform.clock.Now());
    });
    ASSERT_TRUE(gone);
    const auto reliefs = office.database->Read([&](Transaction& tx) { return FeeClaimStore(tx).Of(past.id); });
    ASSERT_EQ(reliefs.size(), 1U);
    EXPECT_EQ(reliefs[0].relieved, 30000);
    EXPECT_EQ(reliefs[0].claimed_name, "") << "of whoever asked for it no word stays";
}

INSTANTIATE_TEST_SUITE_P(Both, RetentionByTwo, storage::testing::Values(storage::testing::Sqlite, storage::testing::Postgres));

}  // namespace dongson::one_stop
