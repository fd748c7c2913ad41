#include <gtest/gtest.h>

#include <algorithm>

#include "platform/identity/proof.h"
#include "platform/identity/proposed_acts.h"
#include "platform/identity/storage/account_store.h"
#include "platform/identity/storage/proposal_store.h"
#include "platform/identity/storage/staff_store.h"
#include "platform/identity/two_people.h"
#include "platform/organisation/directory.h"
#include "platform/testing/bare_house.h"

namespace dongson::identity {
namespace {

constexpr char kWordOfEach[] = "sông Mã chảy về biển";
const Manager kHouseConsole{{}, "máy chủ"};

// A province that begins with one administrator. The shipped roles, with what they give declared.
class NobodyElse : public ::testing::TestWithParam<storage::Engine> {
  protected:
    NobodyElse() {
        std::vector<Capability> declared;
        for (const auto& role : names_.roles())
            for (const auto& key : role->capabilities)
                if (std::ranges::find(declared, key, &Capability::key) == declared.end()) declared.push_back({.key = key});
        UseRoles(RoleBook::Shipped(declared));
        UseTelling([this](const Platform&, storage::Transaction&, AccountId account, const std::string&,
                          const Sentence& sentence) { told.emplace_back(account, sentence.In(Language::vietnamese)); });
        first = {Came("quan.mot", HireTo(house.platform, kHouseConsole, Person("quan.mot"), As("operator"))->code), "Quản Một"};
    }
    ~NobodyElse() override {
        UseTelling({});
        UseRoles(before_);
    }

    NewPost As(const char* role) const { return {.unit = house.units.Now()->FindByKey("so-tu-phap")->id, .role = role}; }
    static NewOfficer Person(const std::string& login) { return {login, "Nguyễn Văn An", "", ""}; }
    AccountId Came(const std::string& login, const std::string& code) {
        const auto account = Activate(house.platform, login, code, kWordOfEach);
        EXPECT_TRUE(account);
        return account ? account->id : AccountId{};
    }
    // By the server's console: by nobody who administrates.
    Manager Sent(const std::string& login, const char* role) {
        return {Came(login, HireTo(house.platform, kHouseConsole, Person(login), As(role))->code), login};
    }
    Manager HiredAlone(const Manager& by, const std::string& login) {
        const auto done = DoOrAsk(house.platform, by, Hiring(Person(login), As("operator"), "Quyết định 1"));
        EXPECT_TRUE(done && done->codes.size() == 1) << "nobody to ask";
        return done && !done->codes.empty() ? Manager{Came(login, done->codes[0].code), login} : Manager{};
    }
    Manager HiredByTwo(const Manager& asks, const Manager& confirms, const std::string& login) {
        EXPECT_EQ(Does(asks, Hiring(Person(login), As("operator"), "Quyết định 2")), "asked");
        const auto done = Grant(house.platform, confirms, Asked());
        EXPECT_TRUE(done && done->codes.size() == 1) << (done ? "" : done.error().front().code);
        return done && !done->codes.empty() ? Manager{Came(login, done->codes[0].code), login} : Manager{};
    }
    ProposedAct AnotherHire() const { return Hiring(Person("quan.moi"), As("operator"), "Quyết định 3"); }
    std::string Does(const Manager& by, const ProposedAct& act) {
        const auto done = DoOrAsk(house.platform, by, act);
        return !done ? done.error().front().code : done->asked ? "asked" : "done";
    }
    ProposalId Asked() {
        const auto waiting =
            house.database->Read([&](storage::Transaction& tx) { return ProposalStore(tx).Waiting(house.clock.Now()); });
        EXPECT_EQ(waiting.size(), 1U);
        return waiting.empty() ? ProposalId{} : waiting.back().id;
    }
    // What the second answers to what the first asks: "done", or the refusal's code; then nothing waits.
    std::string Says(const Manager& asks, const Manager& answers, const ProposedAct& act) {
        EXPECT_EQ(Does(asks, act), "asked");
        const auto asked = Asked();
        const auto done = Grant(house.platform, answers, asked);
        if (!done) EXPECT_TRUE(Refuse(house.platform, asks, asked));
        return done ? "done" : done.error().front().code;
    }
    std::string LastTold(AccountId account) const {
        const auto last = std::find_if(told.rbegin(), told.rend(), [&](const auto& each) { return each.first == account; });
        return last == told.rend() ? "" : last->second;
    }

  private:
    const RoleBook before_ = *RolesNow(), names_ = RoleBook::Shipped({});  // owns the keys that are declared

  protected:
    dongson::testing::BareHouse house{GetParam(), Instant::Parse("2026-11-23 08:00").value()};
    std::vector<std::pair<AccountId, std::string>> told;
    Manager first;
};

// One alone hires a second; from then on the two do what the one did alone, and it is written down as what it is.
TEST_P(NobodyElse, is_left_where_one_alone_hired_the_second) {
    const auto second = HiredAlone(first, "quan.hai");
    ASSERT_EQ(Does(first, AnotherHire()), "asked");
    EXPECT_NE(LastTold(second.id).find("Xác nhận hoặc bỏ"), std::string::npos) << LastTold(second.id);
    const auto asked = Asked();
    const auto deciding = house.database->Read([&](storage::Transaction& tx) {
        return DecidingOf(tx, second, ProposalStore(tx).Get(asked).value(), house.clock.Now());
    });
    EXPECT_TRUE(deciding.nobody_else && !deciding.refusal) << "it is said before the yes";
    const auto granted = Grant(house.platform, second, asked);
    ASSERT_TRUE(granted);
    house.database->Read([&](storage::Transaction& tx) {
        const auto proposal = ProposalStore(tx).Get(asked).value();
        EXPECT_TRUE(proposal.ByNobodyElse());
        EXPECT_EQ(proposal.StateAt(house.clock.Now()), ProposalState::granted);
        const auto events = StaffStore(tx).Events(granted->codes[0].account.id, 10);
        EXPECT_TRUE(std::ranges::any_of(events, [](const AccountEvent& event) {
            return event.detail.find("không còn người quản trị nào khác") != std::string::npos;
        }));
        return 0;
    });
}

// Also the other way round, with a third of the same days, and for somebody who was here already.
TEST_P(NobodyElse, is_left_where_all_came_by_one_who_was_alone) {
    const auto second = HiredAlone(first, "quan.hai");
    const auto third = HiredByTwo(second, first, "quan.ba");
    EXPECT_EQ(Says(third, first, AnotherHire()), "done");
    EXPECT_EQ(Says(second, third, Hiring(Person("quan.nam"), As("operator"), "Quyết định 4")), "PROPOSAL_ONESELF")
        << "who was alone is somebody else to whom they let in";
}

TEST_P(NobodyElse, is_left_where_one_alone_appointed_the_second) {
    const auto second = Sent("can.bo", "specialist");
    ASSERT_EQ(Does(first, Appointing(second.id, As("operator"), "Quyết định 1")), "done");
    EXPECT_EQ(Says(second, first, AnotherHire()), "done");
}

// A straw second gives no more than there was: while somebody is there who administrated without them, the bar stands.
TEST_P(NobodyElse, is_not_said_while_a_third_is_there) {
    const auto honest = Sent("quan.hai", "operator");
    const auto straw = HiredByTwo(first, honest, "nguoi.gia");
    EXPECT_EQ(Says(first, straw, AnotherHire()), "PROPOSAL_ONESELF");
    EXPECT_NE(LastTold(straw.id).find("Người quản trị khác xác nhận"), std::string::npos)
        << "nobody is asked for a yes that is refused: " << LastTold(straw.id);
    // Something small for the third does not put them out of the way, neither new nor long there.
    ASSERT_EQ(Does(first, Appointing(honest.id, As("specialist"), "")), "done");
    EXPECT_EQ(Says(first, straw, AnotherHire()), "PROPOSAL_ONESELF");
    EXPECT_EQ(Says(straw, first, AnotherHire()), "PROPOSAL_ONESELF");
    house.clock.Set(house.clock.Now() + 30 * kDay);
    const auto other = HiredByTwo(first, honest, "nguoi.hai");
    ASSERT_EQ(Does(first, Appointing(honest.id, As("clerk"), "")), "done");
    EXPECT_EQ(Says(first, other, AnotherHire()), "PROPOSAL_ONESELF");
}

// Of two administrators neither does anything to the other; a straw third does not change that.
TEST_P(NobodyElse, is_never_said_of_what_is_done_to_an_administrator) {
    const auto second = HiredAlone(first, "quan.hai");
    const auto third = HiredByTwo(first, second, "quan.ba");
    EXPECT_EQ(Says(first, third, EndOfAccount(second.id, "Nghỉ việc")), "PROPOSAL_ONESELF");
}

INSTANTIATE_TEST_SUITE_P(Both, NobodyElse, storage::testing::Values(storage::testing::Sqlite, storage::testing::Postgres));

}  // namespace
}  // namespace dongson::identity
