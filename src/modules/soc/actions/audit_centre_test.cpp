#include "modules/soc/actions/audit_centre.h"

#include <gtest/gtest.h>

#include <deque>

#include "modules/soc/actions/act_on_incident.h"
#include "modules/soc/actions/incident_keeper.h"
#include "modules/soc/centre/anchors.h"
#include "modules/soc/storage/incident_store.h"
#include "platform/identity/storage/account_store.h"
#include "platform/testing/bare_house.h"

namespace dongson::soc {
namespace {

using storage::Transaction;

class AuditOfCentre : public ::testing::TestWithParam<storage::Engine> {
  protected:
    AuditOfCentre() : house(GetParam(), Instant::Parse("2026-11-25 08:00").value()) {
        officer.account = {.id = Fresh<AccountTag>(),
                           .kind = identity::AccountKind::officer,
                           .login = "truc",
                           .name = "Trực",
                           .created = house.clock.Now()};
        officer.appointments = {{house.units.Now()->FindByKey("so-khoa-hoc-va-cong-nghe")->id, "analyst", "Trực"}};
        house.database->MustWrite([&](Transaction& tx) { identity::AccountStore(tx).Insert(officer.account); });
    }
    std::vector<std::string> Faults() {
        house.ledger.Sequence();
        ledger::Audit audit(*house.database, house.ledger.Verifier());
        audit.HoldTree();
        AuditCentre(house.platform, audit);
        audit.HoldUnclaimed();
        return audit.faults();
    }
    void Change(const std::string& sql) {
        // A connection knows a prepared statement by where its text lies.
        const storage::Statement statement{"test.change", kept_.emplace_back(sql)};
        house.database->MustWrite([&](Transaction& tx) { tx.Run(statement, {}); });
    }
    Anchor Anchored(std::uint64_t number) {
        Anchor anchor{.stream = "standard", .number = number, .digest = std::string(64, 'a')};
        house.database->MustWrite([&](Transaction& tx) {
            anchor.ledger_id = house.ledger.Append(tx, AnchorText(anchor));
            SourceStore(tx).Insert(anchor, house.clock.Now());
        });
        return anchor;
    }
    // An incident through its whole life, with evidence.
    Incident AnIncident() {
        const auto later = [&] { house.clock.Set(house.clock.Now() + kHour); };
        auto incident =
            OpenIncident(house.platform, officer,
                         {.title = "Mật khẩu bị đoán", .category = IncidentRules::Shipped().categories[0].key, .grade = 2})
                .value();
        later();
        for (int twice = 0; twice < 2; ++twice)
            house.database->MustWrite([&](Transaction& tx) {
                auto shown = workflow::Happens(incident, names::kAddEvidence, {"Chứng cứ", "Evidence"},
                                               workflow::Actor::Of(officer), house.clock.Now());
                IncidentStore(tx).Add(incident.id, shown.id, {"standard-1", std::string(64, 'b')});
                EngineOf(house.platform, tx, house.clock.Now()).Record(incident, std::move(shown));
            });
        for (const auto* obligation : {"notice", "report"})
            incident = TellAuthority(house.platform, officer, incident.code, obligation, "thư điện tử").value();
        incident.cause = incident.scope = incident.remedy = incident.lessons = "đã rõ";
        for (const auto* state : {"contained", "open", "contained", "closed"}) {
            later();
            incident = ChangeIncident(house.platform, officer,
                                      {.code = incident.code,
                                       .expected_version = incident.version,
                                       .description = incident,
                                       .state = state,
                                       .reason = "đã rõ"})
                           .value();
        }
        return incident;
    }

    dongson::testing::BareHouse house;
    identity::Officer officer;

  private:
    std::deque<std::string> kept_;
};

}  // namespace

TEST_P(AuditOfCentre, anchors_are_the_entries_of_the_ledger_and_a_row_that_is_gone_is_told) {
    const auto anchor = Anchored(3460);
    Anchored(3500);
    EXPECT_EQ(Faults(), std::vector<std::string>{});
    Change("DELETE FROM soc_anchor WHERE number = 3460");
    ledger::Audit audit(*house.database, house.ledger.Verifier());
    const auto anchors = HoldAnchors(*house.database, audit);
    EXPECT_EQ(anchors.at("standard").size(), 2U);
    EXPECT_TRUE(anchors.at("standard").contains(3460));
    ASSERT_EQ(audit.faults().size(), 1U);
    EXPECT_NE(audit.faults()[0].find("block to event 3460, and no row has it"), std::string::npos) << audit.faults()[0];
    Change("UPDATE soc_anchor SET digest = 'c' WHERE number = 3500");
    EXPECT_EQ(Faults().size(), 2U);
    Change("DELETE FROM ledger_entry WHERE id = " + std::to_string(anchor.ledger_id));
    Change("DELETE FROM soc_anchor");
    EXPECT_EQ(Faults().size(), 2U) << "the tree misses the one, a row the other";
}

TEST_P(AuditOfCentre, a_block_is_named_once) {
    Anchored(10);
    house.database->MustWrite(
        [&](Transaction& tx) { house.ledger.Append(tx, "soc events standard to 10 " + std::string(64, 'd')); });
    const auto faults = Faults();
    ASSERT_EQ(faults.size(), 2U);
    EXPECT_NE(faults[0].find("an earlier entry names another one"), std::string::npos) << faults[0];
}

TEST_P(AuditOfCentre, everything_an_incident_entered_is_held_against_its_rows) {
    const auto incident = AnIncident();
    EXPECT_EQ(Faults(), std::vector<std::string>{});
    for (const auto* column : {"opened_at", "noticed_at", "reported_at", "closed_at"}) {
        Change(std::string("UPDATE soc_incident SET ") + column + " = " + column + " + 1000");
        EXPECT_NE(Faults().size(), 0U) << column;
        Change(std::string("UPDATE soc_incident SET ") + column + " = " + column + " - 1000");
        ASSERT_EQ(Faults(), std::vector<std::string>{}) << column;
    }
    Change("UPDATE soc_incident SET state = 'open'");
    EXPECT_EQ(Faults().size(), 1U);
    Change("UPDATE soc_incident SET state = 'closed'");
    Change("UPDATE case_happening SET ledger_id = ledger_id + 1 WHERE event = 'close'");
    ASSERT_EQ(Faults().size(), 1U);
    EXPECT_NE(Faults()[0].find("case_happening.ledger_id"), std::string::npos) << Faults()[0];
    Change("UPDATE case_happening SET ledger_id = ledger_id - 1 WHERE event = 'close'");
    Change("DELETE FROM soc_evidence WHERE happening_id = (SELECT MIN(happening_id) FROM soc_evidence)");
    ASSERT_EQ(Faults().size(), 2U) << "the line that took it, and the entry it made";
    EXPECT_NE(Faults()[1].find(incident.code + " evidence"), std::string::npos) << Faults()[1];
    Change("DELETE FROM soc_incident");
    EXPECT_EQ(Faults().size(), 9U) << "every entry is of a case that is gone";
}

TEST_P(AuditOfCentre, an_entry_of_a_kind_that_nobody_knows_is_told) {
    house.database->MustWrite([&](Transaction& tx) { house.ledger.Append(tx, "điều không ai nhận"); });
    ASSERT_EQ(Faults().size(), 1U);
    EXPECT_NE(Faults()[0].find("no row has it"), std::string::npos);
}

INSTANTIATE_TEST_SUITE_P(Both, AuditOfCentre, storage::testing::Values(storage::testing::Sqlite, storage::testing::Postgres));

}  // namespace dongson::soc
