#include "platform/definitions/edition_ledger.h"

#include <list>

#include "platform/definitions/definitions.h"
#include "platform/ledger/ledger.h"
#include "storage/testing/databases.h"

namespace dongson::definitions {

using storage::testing::Postgres;
using storage::testing::Sqlite;
using storage::testing::Values;

namespace {

constexpr Type kRule{.key = "rule",
                     .name = "Quy định",
                     .shipped = [] { return std::vector<ShippedText>{{"fees", "one\n"}}; },
                     .check = [](const Candidate&) { return std::vector<Fault>{}; }};

class EditionsInLedger : public ::testing::TestWithParam<storage::Engine> {
  protected:
    EditionsInLedger() : database(GetParam()) {
        Definitions(*database, clock, kRule).EnterShipped();
        approved = Approved("two\n", 0);
        Approved("three\n", 1);
    }
    Edition Approved(const std::string& text, std::int64_t begun_from) {
        clock.Set(clock.Now() + kMinute);
        const auto draft = rules.Draft(author, {"fees", text, begun_from, clock.Now().LocalDate(), "Theo nghị quyết"}).value();
        EXPECT_TRUE(rules.Propose(author, draft.id));
        clock.Set(clock.Now() + kMinute);
        return rules.Approve(approver, draft.id, "").value();
    }
    std::string Faults() {
        ledger.Sequence();
        ledger::Audit audit(*database, ledger.Verifier());
        audit.HoldTree();
        AuditEditions(*database, audit);
        audit.HoldUnclaimed();
        std::string all;
        for (const auto& fault : audit.faults()) all += fault + "\n";
        return all;
    }
    // A connection knows a prepared statement by where its text lies.
    void Change(const std::string& sql) {
        const storage::Statement statement{"test.sql", kept_.emplace_back(sql)};
        database->MustWrite([&](storage::Transaction& tx) { tx.Run(statement, {}); });
    }

    storage::testing::FreshDatabase database;
    SetClock clock{Instant::Parse("2026-12-01 08:00").value()};
    ledger::Ledger ledger{*database, clock, database.folder() + "/ledger", "example.vn/so-cai"};
    Definitions rules{*database, clock, kRule, &ledger};
    By author{Fresh<AccountTag>(), "Lê An"}, approver{Fresh<AccountTag>(), "Lê Bình"};
    Edition approved;

  private:
    std::list<std::string> kept_;
};

}  // namespace

TEST_P(EditionsInLedger, hold_as_they_were_written) {
    EXPECT_EQ(Faults(), "");
}

// A draft that the next one takes the place of ends by that act.
TEST_P(EditionsInLedger, hold_when_a_draft_follows_a_draft) {
    for (int version = 2; version < 5; ++version)
        ASSERT_TRUE(rules.Draft(author, {"fees", "draft\n", version, clock.Now().LocalDate(), "Sửa lại"}));
    EXPECT_EQ(Faults(), "");
}

// What is changed behind the program's back is found: what it says, from when, by whom, in which stage, and that it is gone.
TEST_P(EditionsInLedger, are_found_changed) {
    struct Case {
        std::string sql, told;
    };
    const auto of = " WHERE id = " + ToText(approved.id), of_event = " WHERE edition_id = " + ToText(approved.id);
    const Case cases[] = {
        {"UPDATE edition SET text = 'free of charge'" + of, "edition.text"},
        {"UPDATE edition SET valid_from = '2026-01-01'" + of, "edition.valid_from"},
        {"UPDATE edition SET stage = 'withdrawn'" + of, "withdrawn by nobody's act"},
        {"UPDATE edition_event SET account = 'Lê Khác' WHERE stage = 'approved' AND" + of_event.substr(6),
         "edition_event.account"},
        {"DELETE FROM edition_event" + of_event, "by nobody's act"},
        {"UPDATE edition SET text = 'free of charge' WHERE version = 0", "not what its digest names"},
    };
    for (const auto& [sql, told] : cases) {
        Change("CREATE TABLE kept_edition AS SELECT * FROM edition");
        Change("CREATE TABLE kept_event AS SELECT * FROM edition_event");
        Change(sql);
        EXPECT_NE(Faults().find(told), std::string::npos) << sql << ":\n" << Faults();
        Change("DELETE FROM edition_event");
        Change("DELETE FROM edition");
        Change("INSERT INTO edition SELECT * FROM kept_edition");
        Change("INSERT INTO edition_event SELECT * FROM kept_event");
        Change("DROP TABLE kept_edition");
        Change("DROP TABLE kept_event");
    }
    EXPECT_EQ(Faults(), "");
}

TEST_P(EditionsInLedger, put_in_without_an_entry_are_found) {
    Change(
        "INSERT INTO edition SELECT id + 1, definition_type, definition_key, 9, 'approved', 'mine', digest, author_id, author, "
        "approver_id, approver, reason, made_at, decided_at, valid_from, began FROM edition WHERE version = 2");
    EXPECT_NE(Faults().find("version 9: is approved by nobody's act"), std::string::npos) << Faults();
    Change(
        "INSERT INTO edition_event SELECT v.id + 1, v.edition_id + 1, v.stage, v.account_id, v.account, v.reason, v.at, NULL "
        "FROM edition_event v JOIN edition e ON e.id = v.edition_id WHERE e.version = 2 AND v.stage = 'approved'");
    EXPECT_NE(Faults().find("definition rule fees, version 9, approved"), std::string::npos) << Faults();
}

// Editions of before acts were entered are no fault.
TEST_P(EditionsInLedger, of_before_are_passed_over) {
    const Definitions before(*database, clock, kRule);
    clock.Set(Instant{clock.Now().ms - kDay});
    ASSERT_TRUE(before.Draft(author, {"forms", "x\n", 0, clock.Now().LocalDate(), "Trước đây"}));
    EXPECT_EQ(Faults(), "");
}

INSTANTIATE_TEST_SUITE_P(Both, EditionsInLedger, Values(Sqlite, Postgres));

}  // namespace dongson::definitions
