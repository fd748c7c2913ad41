#include "modules/administration/power_ledger.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <list>

#include "modules/administration/storage/review_store.h"
#include "platform/identity/keep_roles.h"
#include "platform/identity/proposed_acts.h"
#include "platform/identity/record.h"
#include "platform/identity/storage/account_store.h"
#include "platform/identity/storage/proposal_store.h"
#include "platform/identity/storage/staff_store.h"
#include "platform/organisation/directory.h"
#include "platform/testing/bare_house.h"

namespace dongson::administration {

using identity::Manager;

namespace {

constexpr char kPasswordOfAll[] = "sông Mã chảy về biển";
const Manager kAtServer{{}, "máy chủ"};

// The roles that ship, with every capability of theirs declared.
identity::RoleBook AllDeclared(const identity::RoleBook& names) {
    std::vector<identity::Capability> declared;
    for (const auto& role : names.roles())
        for (const auto& key : role->capabilities)
            if (std::ranges::find(declared, key, &identity::Capability::key) == declared.end()) declared.push_back({.key = key});
    return identity::RoleBook::Shipped(declared);
}

class PowersInLedger : public ::testing::TestWithParam<storage::Engine> {
  protected:
    PowersInLedger() {
        identity::UseRoles(AllDeclared(names_));
        identity::UseRecord(
            [](const Platform& platform, storage::Transaction& tx, const std::vector<identity::RecordLine>& lines) {
                std::vector<ledger::EntryLine> entry;
                for (const auto& line : lines) entry.push_back({line.key, line.value, line.column});
                return platform.ledger.Append(tx, ledger::EntryText(entry));
            });
        const Manager first{AtWork("quan.mot", "operator"), "Quản Một"}, second{AtWork("quan.hai", "operator"), "Quản Hai"};
        const auto third = AtWork("quan.ba", "operator");
        EXPECT_TRUE(identity::DoOrAsk(house.platform, first, identity::NewCode(third, "Mất máy"))->asked);
        EXPECT_TRUE(identity::Grant(house.platform, second, Asked()));
        house.clock.Set(house.clock.Now() + kMinute);
        EXPECT_TRUE(identity::DoOrAsk(house.platform, first, identity::EndOfAccount(third, "Nghỉ"))->asked);
        EXPECT_TRUE(
            identity::MakeRole(house.platform, first,
                               {.key = "tap_su", .name = {"Tập sự", ""}, .capabilities = {"one_stop.examine"}, .reason = "Thử"}));
    }
    ~PowersInLedger() override {
        identity::UseRecord({});
        identity::UseRoles(before_);
    }

    AccountId AtWork(const std::string& login, identity::Role role) {
        const auto access = identity::HireTo(house.platform, kAtServer, {login, "Nguyễn Văn An", "", ""},
                                             {.unit = house.units.Now()->FindByKey("so-tu-phap")->id, .role = role})
                                .value();
        EXPECT_TRUE(identity::Activate(house.platform, login, access.code, kPasswordOfAll));
        return access.account.id;
    }
    identity::ProposalId Asked() {
        return house.database
            ->Read([&](storage::Transaction& tx) { return identity::ProposalStore(tx).Waiting(house.clock.Now()); })
            .at(0)
            .id;
    }
    std::string Faults() {
        house.ledger.Sequence();
        ledger::Audit audit(*house.database, house.ledger.Verifier());
        audit.HoldTree();
        AuditPowers(*house.database, audit);
        audit.HoldUnclaimed();
        std::string all;
        for (const auto& fault : audit.faults()) all += fault + "\n";
        return all;
    }
    // A connection knows a prepared statement by where its text lies.
    void Change(const std::string& sql) {
        const storage::Statement statement{"test.sql", kept_.emplace_back(sql)};
        house.database->MustWrite([&](storage::Transaction& tx) { tx.Run(statement, {}); });
    }

  private:
    const identity::RoleBook before_ = *identity::RolesNow(), names_ = identity::RoleBook::Shipped({});  // owns the keys

  protected:
    dongson::testing::BareHouse house{GetParam(), Instant::Parse("2026-11-23 08:00").value()};

  private:
    std::list<std::string> kept_;
};

TEST_P(PowersInLedger, hold_as_they_were_written) {
    EXPECT_EQ(Faults(), "");
}

// That who said yes had just been let in by who asked is bound as well.
TEST_P(PowersInLedger, say_who_agreed_as_nobody_else_was_left) {
    const auto id = [&](const char* login) {
        return house.database->Read([&](storage::Transaction& tx) { return identity::AccountStore(tx).GetByLogin(login)->id; });
    };
    EXPECT_TRUE(identity::Refuse(house.platform, {id("quan.hai"), "Quản Hai"}, Asked()));
    EXPECT_TRUE(identity::Disable(house.platform, kAtServer, id("quan.hai"), "Nghỉ"));
    const Manager first{id("quan.mot"), "Quản Một"};
    const auto hiring = [&](const char* login) {
        const auto unit = house.units.Now()->FindByKey("so-tu-phap")->id;
        return identity::DoOrAsk(house.platform, first,
                                 identity::Hiring({login, "Nguyễn Văn An", "", ""}, {.unit = unit, .role = "operator"}, "QĐ 1"));
    };
    const auto hired = hiring("quan.bon");
    ASSERT_TRUE(hired && !hired->codes.empty());
    ASSERT_TRUE(identity::Activate(house.platform, "quan.bon", hired->codes[0].code, kPasswordOfAll));
    ASSERT_TRUE(hiring("quan.nam")->asked);
    ASSERT_TRUE(identity::Grant(house.platform, {id("quan.bon"), "Quản Bốn"}, Asked()));
    EXPECT_EQ(Faults(), "");
    Change("UPDATE proposal SET decision = 'granted' WHERE decision = 'granted_nobody_else'");
    EXPECT_NE(Faults().find("proposal.decision"), std::string::npos) << Faults();
}

// A request or a yes that nobody gave, what was asked made into something else, a role that gives more: by somebody with SQL.
TEST_P(PowersInLedger, are_found_changed_or_put_in) {
    struct Case {
        std::string sql, told;
    };
    const Case cases[] = {
        {"UPDATE proposal SET parameters = '{\"x\":\"y\"}' WHERE kind = 'renew'", "proposal.parameters"},
        {"UPDATE proposal SET kind = 'end_post' WHERE kind = 'renew'", "proposal.kind"},
        {"UPDATE proposal SET asked_by = 7 WHERE kind = 'renew'", "proposal.asked_by"},
        {"UPDATE proposal SET decided_by = 7 WHERE kind = 'renew'", "proposal.decided_by"},
        {"UPDATE proposal SET decision = 'refused' WHERE kind = 'renew'", "proposal.decision"},
        {"UPDATE proposal SET decision = '', decided_at = NULL WHERE kind = 'renew'", "the ledger knows of one"},
        {"UPDATE proposal SET decision = 'granted', decided_by = 7, decided_at = asked_at WHERE kind = 'disable'", "granted"},
        {"DELETE FROM proposal WHERE kind = 'renew'", "entry"},
        {"INSERT INTO proposal SELECT id + 1, 'appoint', account_id, parameters, document, reason, salt, asked_by, asked_by_name, "
         "asked_at, until_at, decision, decided_by, decided_by_name, decided_at, 0, 0 FROM proposal WHERE kind = 'disable'",
         "(appoint)"},
        {"UPDATE role_edition SET capabilities = 'identity.administrate' WHERE role = 'tap_su'", "role_edition.capabilities"},
        {"INSERT INTO role_edition SELECT role, 2, name_vi, name_en, 'identity.administrate', 0, author_id, author, reason, "
         "made_at, 0 FROM role_edition WHERE role = 'tap_su'",
         "role tap_su, version 2"},
    };
    Change("CREATE TABLE kept_proposal AS SELECT * FROM proposal");
    Change("CREATE TABLE kept_role AS SELECT * FROM role_edition");
    for (const auto& [sql, told] : cases) {
        Change(sql);
        EXPECT_NE(Faults().find(told), std::string::npos) << sql << ":\n" << Faults();
        Change("DELETE FROM proposal");
        Change("DELETE FROM role_edition");
        Change("INSERT INTO proposal SELECT * FROM kept_proposal");
        Change("INSERT INTO role_edition SELECT * FROM kept_role");
    }
    EXPECT_EQ(Faults(), "");
}

// Rows that have no entry of their own: a post, a review, and whatever says that it is of before requests were entered.
TEST_P(PowersInLedger, are_found_in_rows_that_no_act_wrote) {
    house.database->MustWrite([&](storage::Transaction& tx) {
        const auto post = identity::StaffStore(tx).Posts().front();
        ledger::BindRows(house.ledger, tx, kReviewsTable,
                         {ReviewStore(tx).Insert(post.held.id, post.account, "Quản Một", house.clock.Now())});
    });
    ASSERT_EQ(Faults(), "");
    const std::pair<std::string, std::string> cases[] = {
        {"INSERT INTO appointment SELECT 77, account_id, unit_id, 'leader', position, valid_from, valid_to FROM appointment "
         "WHERE id = (SELECT MIN(id) FROM appointment)",
         "appointment 77: no act wrote this row"},
        {"UPDATE appointment SET role = 'leader'", "the row says something else"},
        {"UPDATE appointment SET valid_to = '2100-01-01'", "the row says something else"},
        {"DELETE FROM appointment", "the row is gone"},
        {"UPDATE post_review SET at = at + 1", "post_review"},
        {"DELETE FROM post_review", "post_review"},
        {"INSERT INTO role_edition SELECT 'clerk', 1, name_vi, name_en, 'identity.administrate', 0, author_id, author, reason, "
         "made_at - 1000000000, 0 FROM role_edition WHERE role = 'tap_su'",
         "role clerk, version 1: no act wrote this row"},
        {"INSERT INTO proposal SELECT 77, 'end_post', account_id, parameters, document, reason, salt, asked_by, asked_by_name, "
         "asked_at - 1000000000, until_at, '', 0, '', NULL, 0, 0 FROM proposal WHERE kind = 'disable'",
         "request 77 (end_post): no act wrote this row"},
    };
    for (const auto* table : {"appointment", "post_review", "role_edition", "proposal"})
        Change(std::string("CREATE TABLE k_") + table + " AS SELECT * FROM " + table);
    for (const auto& [sql, told] : cases) {
        Change(sql);
        EXPECT_NE(Faults().find(told), std::string::npos) << sql << ":\n" << Faults();
        for (const auto* table : {"appointment", "post_review", "role_edition", "proposal"}) {
            Change(std::string("DELETE FROM ") + table);
            Change(std::string("INSERT INTO ") + table + " SELECT * FROM k_" + table);
        }
    }
    EXPECT_EQ(Faults(), "");
}

// What a house held before is bound once; taking the mark away to have more bound is found.
TEST_P(PowersInLedger, of_before_are_bound_once) {
    Change("DELETE FROM bound_rows");
    Change("UPDATE role_edition SET ledger_entry = 0");
    BindPowersOfBefore(house.ledger, *house.database);
    const auto faults = Faults();
    EXPECT_NE(faults.find("appointment: its rows were bound a second time"), std::string::npos) << faults;
    EXPECT_EQ(faults.find("role tap_su"), std::string::npos) << "bound among those of before:\n" << faults;
    Change("UPDATE role_edition SET capabilities = 'identity.administrate'");
    EXPECT_NE(Faults().find("role tap_su, version 1: the row says something else"), std::string::npos) << Faults();
}

INSTANTIATE_TEST_SUITE_P(Both, PowersInLedger, storage::testing::Values(storage::testing::Sqlite, storage::testing::Postgres));

}  // namespace
}  // namespace dongson::administration
