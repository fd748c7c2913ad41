#include "modules/one_stop/actions/ledger_entry.h"

#include <gtest/gtest.h>

#include <deque>

#include "core/bytes.h"
#include "core/text.h"
#include "modules/one_stop/actions/claim_dossiers.h"
#include "modules/one_stop/actions/take_at_counter.h"
#include "modules/one_stop/storage/dossier_store.h"
#include "modules/one_stop/testing/office.h"
#include "platform/identity/storage/account_store.h"
#include "platform/workflow/storage/case_store.h"

namespace dongson::one_stop {

using storage::Transaction;
using testing::Office;

namespace {

class AuditOfDossiers : public ::testing::TestWithParam<storage::Engine> {
  protected:
    AuditOfDossiers() : office(GetParam()) {}

    // A dossier with every paper, pause and date a dossier can have.
    Dossier AFullDossier() {
        auto dossier = office.Do(office.as_clerk, office.ADossier(), "accept").value();
        dossier = office.Do(office.as_clerk, dossier, "forward").value();
        dossier = office.Do(office.as_specialist, dossier, "request_supplement", "Thiếu bản sao").value();
        office.clock.Set(office.clock.Now() + kDay);
        Act supply{.code = dossier.code, .event = "supply", .expected_version = dossier.version, .reason = "Đã gửi"};
        supply.papers = {{0, {}, office.files.KeepBytes("%PDF-1.4\n%%EOF\n", "ban-sao.pdf").value()}};
        dossier = office.Do(office.as_citizen, supply).value();
        Act draft{
            .code = dossier.code, .event = "submit_for_signature", .expected_version = dossier.version, .result_text = "Có"};
        dossier = office.Do(office.as_specialist, draft).value();
        return office.Do(office.as_leader, dossier, "sign").value();
    }
    std::vector<std::string> Faults() {
        office.ledger.Sequence();
        ledger::Audit audit(*office.database, office.ledger.Verifier());
        audit.HoldTree();
        AuditDossiers(office.platform, audit);
        audit.HoldUnclaimed();
        return audit.faults();
    }
    // A connection knows a prepared statement by where its text lies.
    storage::Statement Kept(const std::string& sql) { return {"test.sql", kept_.emplace_back(sql)}; }
    void Change(const std::string& sql) {
        office.database->MustWrite([&, statement = Kept(sql)](Transaction& tx) { tx.Run(statement, {}); });
    }
    std::string Once(const std::string& sql) {
        return office.database->Read([&, statement = Kept(sql)](Transaction& tx) {
            return tx.SelectOne(statement, {}, [](storage::Row& row) { return row.Next<std::string>(); }).value_or("");
        });
    }

    Office office;

  private:
    std::deque<std::string> kept_;
};

// Each is changed by one statement, told, and put back.
struct Column {
    const char *table, *name;
};
constexpr Column kTexts[] = {{"dossier", "person_name"},      {"dossier", "person_number"},     {"dossier", "person_address"},
                             {"dossier", "person_phone"},     {"dossier", "person_email"},      {"dossier", "procedure_name"},
                             {"dossier", "domain"},           {"dossier", "state_before"},      {"dossier", "summary"},
                             {"dossier", "delivery_address"}, {"dossier", "result_text"},       {"dossier", "result_number"},
                             {"dossier", "holder_role"},      {"case_happening", "actor_name"}, {"case_happening", "from_state"},
                             {"case_happening", "to_state"},  {"case_happening", "form"},       {"case_happening", "label_vi"},
                             {"case_happening", "label_en"},  {"case_happening", "reason"},     {"issued_paper", "notation"},
                             {"issued_paper", "signer"},      {"issued_paper", "title"},        {"issued_paper", "said"},
                             {"issued_paper", "rules"},       {"issued_paper", "form"},         {"procedure", "code"}};
constexpr Column kNumbers[] = {{"dossier", "allowed_amount"},    {"dossier", "allowed_unit"},
                               {"dossier", "step_due_at"},       {"dossier", "due_at"},
                               {"dossier", "submitted_at"},      {"dossier", "received_at"},
                               {"dossier", "finished_at"},       {"dossier", "account_id"},
                               {"dossier", "person_kind"},       {"dossier", "channel"},
                               {"dossier", "delivery"},          {"dossier", "intake_unit_id"},
                               {"dossier", "competent_unit_id"}, {"dossier", "department_unit_id"},
                               {"dossier", "holder_unit_id"},    {"dossier", "helping_unit_id"},
                               {"dossier", "assignee_id"},       {"dossier", "form_edition_id"},
                               {"dossier", "fee_amount"},        {"dossier", "register_number"},
                               {"case_happening", "actor_id"},   {"case_happening", "actor_unit_id"},
                               {"case_happening", "to_unit_id"}, {"case_happening", "due_at"},
                               {"case_happening", "at"},         {"issued_paper", "number"},
                               {"issued_paper", "issued_at"},    {"issued_paper", "unit_id"},
                               {"issued_paper", "year"},         {"dossier_paper", "round"},
                               {"dossier_paper", "component"},   {"dossier_paper", "added_at"}};

}  // namespace

TEST_P(AuditOfDossiers, notices_every_column_of_a_dossier_its_steps_and_its_papers) {
    AFullDossier();
    ASSERT_EQ(Faults(), std::vector<std::string>{});
    const auto told = [&](const Column& column, const std::string& change, const std::string& back) {
        const auto set = std::string("UPDATE ") + column.table + " SET " + column.name + " = ";
        Change(set + change);
        EXPECT_NE(Faults().size(), 0U) << column.table << "." << column.name;
        Change(set + back);
        ASSERT_EQ(Faults(), std::vector<std::string>{}) << column.table << "." << column.name;
    };
    for (const auto& column : kTexts)
        told(column, std::string(column.name) + " || 'x'",
             std::string("substr(") + column.name + ", 1, length(" + column.name + ") - 1)");
    for (const auto& column : kNumbers) told(column, std::string(column.name) + " + 1", std::string(column.name) + " - 1");
}

// Written out once more, as entries of every version bind it.
TEST_P(AuditOfDossiers, a_step_is_sealed_as_it_always_was) {
    const auto dossier = office.ADossier();
    const auto step = office.Happenings(dossier).front();
    const auto line = [](std::string_view name, const std::string& value) {
        return std::string(name) + " " + std::to_string(value.size()) + " " + value + "\n";
    };
    const auto sealed = line("actor_id", ToText(step.actor)) + line("actor_name", step.actor_name) +
                        line("actor_unit_id", ToText(step.actor_unit)) + line("to_unit_id", ToText(step.to_unit)) +
                        line("label_en", step.label.en) + line("from_state", "") + line("due_at", std::to_string(kNever.ms)) +
                        line("form", "");
    EXPECT_EQ(ledger::LinesIn(Once("SELECT content FROM ledger_entry")).at("buoc-sha256"), Hex(BytesOf(Digest(sealed))));
}

TEST_P(AuditOfDossiers, notices_a_pause_and_an_extension_in_the_clock) {
    const auto dossier = AFullDossier();
    const auto clock = Once("SELECT clock FROM dossier");
    ASSERT_GE(Split(clock, '\n').size(), 4U) << clock;
    const auto first = clock.find('\t');
    auto moved = clock;
    moved.replace(first + 1, 1, moved[first + 1] == '1' ? "2" : "1");
    Change("UPDATE dossier SET clock = '" + moved + "'");
    const auto faults = Faults();
    ASSERT_EQ(faults.size(), 1U);
    EXPECT_NE(faults[0].find("clock"), std::string::npos) << faults[0];
    Change("UPDATE dossier SET clock = '" + clock + "'");
    EXPECT_EQ(Faults(), std::vector<std::string>{});
}

TEST_P(AuditOfDossiers, an_entry_names_nobody_and_says_the_procedure_and_an_unknown_fee_plainly) {
    const auto dossier = office.ADossier();
    Change("UPDATE dossier SET fee_amount = -1");
    const auto content = Once("SELECT content FROM ledger_entry");
    const auto lines = ledger::LinesIn(content);
    EXPECT_EQ(lines.at("thu-tuc"), dossier.procedure_code);
    EXPECT_NE(dossier.procedure_code, "");
    EXPECT_EQ(lines.at("ten-thu-tuc"), dossier.procedure_name);
    EXPECT_EQ(lines.at("viec"), "Nộp hồ sơ");
    for (const auto& secret : {dossier.person.name, dossier.person.number, dossier.person.address})
        EXPECT_TRUE(secret.empty() || content.find(secret) == std::string::npos) << secret;
    office.database->MustWrite([&](Transaction& tx) {
        auto unknown = office.Reread(dossier.code);
        unknown.fee = kFeeUnknown;
        Happening said{.id = FreshId(),
                       .at = office.clock.Now(),
                       .event = "assign",
                       .label = {"x", "x"},
                       .from = unknown.state,
                       .to = unknown.state};
        said.ledger = EnterInLedger(office.platform, tx, unknown, said);
        workflow::CaseStore(tx).Add(unknown.id, said);
    });
    EXPECT_EQ(ledger::LinesIn(Once("SELECT content FROM ledger_entry ORDER BY id DESC LIMIT 1")).at("le-phi"), "-");
    EXPECT_EQ(Faults(), std::vector<std::string>{});
}

// What the applicant does not read is bound by a digest, and held like the rest.
TEST_P(AuditOfDossiers, notices_a_word_between_officers_that_was_changed) {
    auto dossier = office.Do(office.as_clerk, office.ADossier(), "accept").value();
    dossier = office.Do(office.as_clerk, dossier, "forward").value();
    Act draft{.code = dossier.code, .event = "submit_for_signature", .expected_version = dossier.version, .result_text = "Có"};
    dossier = office.Do(office.as_specialist, draft).value();
    dossier = office.Do(office.as_leader, dossier, "send_back", "Thiếu căn cứ").value();
    ASSERT_EQ(Faults(), std::vector<std::string>{});
    EXPECT_EQ(Once("SELECT content FROM ledger_entry ORDER BY id DESC LIMIT 1").find("Thiếu căn cứ"), std::string::npos);
    const auto salt = Once("SELECT reason_salt FROM case_happening WHERE event = 'send_back'");
    EXPECT_EQ(salt.size(), 32U);
    for (const auto* change : {"reason = 'Đủ căn cứ'", "reason_salt = ''", "reason = '', reason_salt = ''"}) {
        Change(std::string("UPDATE case_happening SET ") + change + " WHERE event = 'send_back'");
        const auto faults = Faults();
        ASSERT_EQ(faults.size(), 1U) << change;
        EXPECT_NE(faults[0].find("case_happening.reason"), std::string::npos) << faults[0];
        Change("UPDATE case_happening SET reason = 'Thiếu căn cứ', reason_salt = '" + salt + "' WHERE event = 'send_back'");
    }
    EXPECT_EQ(Faults(), std::vector<std::string>{});
}

// As they were written before: fewer lines, and -1 for a fee that nobody knew.
TEST_P(AuditOfDossiers, entries_of_earlier_versions_are_held_by_the_lines_they_have) {
    const auto dossier = office.ADossier();
    const auto today = Once("SELECT content FROM ledger_entry");
    std::string old;
    for (const auto line : Split(today, '\n'))
        if (line.starts_with("le-phi: "))
            old += "le-phi: -1\n";
        else if (!line.empty() && !line.starts_with("thu-tuc") && !line.starts_with("ten-thu-tuc") && !line.starts_with("viec") &&
                 !line.starts_with("buoc-sha256") && !line.starts_with("ho-so-sha256") && !line.starts_with("so-phieu-sha256"))
            old += std::string(line) + "\n";
    Change("DELETE FROM ledger_entry");
    std::int64_t entry = 0;
    office.database->MustWrite([&](Transaction& tx) { entry = office.ledger.Append(tx, old); });
    Change("UPDATE case_happening SET ledger_id = " + std::to_string(entry));
    Change("UPDATE dossier SET fee_amount = -1");
    EXPECT_EQ(Faults(), std::vector<std::string>{});
    Change("UPDATE dossier SET fee_amount = 5000");
    ASSERT_EQ(Faults().size(), 1U);
    EXPECT_NE(Faults()[0].find("fee_amount: the ledger says -1, the database 5000"), std::string::npos) << Faults()[0];
}

TEST_P(AuditOfDossiers, a_dossier_that_becomes_somebodys_has_an_entry_of_it) {
    const auto dossier = office.ADossier();
    Change("UPDATE dossier SET account_id = 0");
    office.database->MustWrite([&](Transaction& tx) {
        auto walk_in = office.Reread(dossier.code);
        Happening taken{.id = FreshId(),
                        .at = office.clock.Now(),
                        .event = "assign",
                        .label = {"x", "x"},
                        .from = walk_in.state,
                        .to = walk_in.state};
        taken.ledger = EnterInLedger(office.platform, tx, walk_in, taken);
        workflow::CaseStore(tx).Add(walk_in.id, taken);
    });
    ASSERT_EQ(Faults(), std::vector<std::string>{});
    auto proven = office.citizen;
    proven.person_number = dossier.person.number;
    proven.proof.level = identity::ProofLevel::counter;
    office.database->MustWrite([&](Transaction& tx) { ClaimDossiers(office.platform, tx, proven); });
    EXPECT_EQ(office.Reread(dossier.code).person.account, proven.id);
    EXPECT_EQ(Faults(), std::vector<std::string>{});
    Change("UPDATE dossier SET account_id = account_id + 1");
    EXPECT_EQ(Faults().size(), 1U);
}

INSTANTIATE_TEST_SUITE_P(Both, AuditOfDossiers, storage::testing::Values(storage::testing::Sqlite, storage::testing::Postgres));

}  // namespace dongson::one_stop
