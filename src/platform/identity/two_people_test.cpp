#include "platform/identity/two_people.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <thread>

#include "platform/identity/delegate.h"
#include "platform/identity/proof.h"
#include "platform/identity/proposed_acts.h"
#include "platform/identity/sign_in.h"
#include "platform/identity/storage/account_store.h"
#include "platform/identity/storage/delegation_store.h"
#include "platform/identity/storage/proposal_store.h"
#include "platform/identity/storage/role_store.h"
#include "platform/identity/storage/staff_store.h"
#include "platform/organisation/directory.h"
#include "platform/testing/bare_house.h"

namespace dongson::identity {
namespace {

const Instant kAt = Instant::Parse("2026-11-23 08:00").value();
const Date kDayOf = kAt.LocalDate();
constexpr char kWord[] = "sông Mã chảy về biển";
const Manager kServer{{}, "máy chủ"};

// The roles that ship, with who signs, for as long as it lives.
class KnownToSign {
  public:
    KnownToSign() : before_(*RolesNow()), names_(RoleBook::Shipped({})) {
        std::vector<Capability> declared;
        for (const auto& role : names_.roles())
            for (const auto& key : role->capabilities)
                if (const Capability each{.key = key,
                                          .stead = key == "one_stop.decide" ? Stead::signs : Stead::never,
                                          .second = key == kVouch.key               ? kVouch.second
                                                    : key == "one_stop.check_money" ? Second::held
                                                                                    : Second::none};
                    std::ranges::find(declared, each) == declared.end())
                    declared.push_back(each);
        UseRoles(RoleBook::Shipped(declared));
    }
    ~KnownToSign() { UseRoles(before_); }
    KnownToSign(const KnownToSign&) = delete;
    KnownToSign& operator=(const KnownToSign&) = delete;

  private:
    RoleBook before_, names_;  // the second owns the keys that are declared
};

class TwoPeople : public ::testing::TestWithParam<storage::Engine> {
  protected:
    TwoPeople() {
        UseTelling([this](const Platform&, storage::Transaction&, AccountId account, const std::string&,
                          const Sentence& sentence) { told.emplace_back(account, sentence.In(Language::vietnamese)); });
    }
    ~TwoPeople() override { UseTelling({}); }

    UnitId Office() const { return house.units.Now()->FindByKey("so-tu-phap")->id; }
    AccountId Hired(const std::string& login, Role role) {
        return HireTo(house.platform, kServer, {login, "Nguyễn Văn An", "", ""}, {.unit = Office(), .role = role})
            .value()
            .account.id;
    }
    // Somebody who came in and holds a post.
    AccountId AtWork(const std::string& login, Role role, const std::string& position = "") {
        const auto access = HireTo(house.platform, kServer, {login, "Nguyễn Văn An", "", ""},
                                   {.unit = Office(), .role = role, .position = position})
                                .value();
        EXPECT_TRUE(Activate(house.platform, login, access.code, kWord));
        return access.account.id;
    }
    std::vector<Appointment> PostsOn(AccountId id, Date day) {
        return house.database->Read([&](storage::Transaction& tx) { return AccountStore(tx).Appointments(id, day); });
    }
    bool ComesIn(const std::string& login) {
        return SignIn(*house.database, {login, kWord, "", "test", "1.1.1.1"}, house.clock.Now()).has_value();
    }
    std::vector<std::string> History(AccountId id) {
        return house.database->Read([&](storage::Transaction& tx) {
            std::vector<std::string> events;
            for (const auto& event : StaffStore(tx).Events(id, 100)) events.insert(events.begin(), event.event);
            return events;
        });
    }
    std::vector<Proposal> Waiting() {
        return house.database->Read([&](storage::Transaction& tx) { return ProposalStore(tx).Waiting(house.clock.Now()); });
    }
    ProposalId Asked() {
        const auto waiting = Waiting();
        EXPECT_EQ(waiting.size(), 1U);
        return waiting.empty() ? ProposalId{} : waiting.back().id;
    }
    // "done", "asked", or the refusal's code.
    std::string Does(const Manager& by, const ProposedAct& act) {
        const auto done = DoOrAsk(house.platform, by, act);
        if (!done) return done.error().front().code;
        return done->asked ? "asked" : "done";
    }
    std::string Grants(const Manager& by, ProposalId id) {
        const auto done = Grant(house.platform, by, id);
        return done ? "done" : done.error().front().code;
    }
    bool Heard(AccountId account, const std::string& word) const {
        return std::ranges::any_of(
            told, [&](const auto& each) { return each.first == account && each.second.find(word) != std::string::npos; });
    }
    ProposedAct List(const std::string& csv) {
        return TakingList("ds.csv", csv, DigestOf(PlanStaff(house.platform, csv).value()), Faulty::refuse, "Theo quyết định");
    }

    dongson::testing::BareHouse house{GetParam(), kAt};
    KnownToSign roles;
    std::vector<std::pair<AccountId, std::string>> told;
    const AccountId first = AtWork("quan.mot", "operator"), second = AtWork("quan.hai", "operator");
    const Manager asks{first, "Quản Một"}, confirms{second, "Quản Hai"};
};

// What leaves an office without who signs is asked for by one and done by another.
TEST_P(TwoPeople, end_the_account_of_who_signs) {
    const auto leader = AtWork("lanh.dao", "leader"), clerk = AtWork("can.bo", "clerk");
    EXPECT_EQ(Does(asks, EndOfAccount(clerk, "Nghỉ việc")), "done") << "a clerk leaves by one";
    EXPECT_EQ(Does(asks, EndOfAccount(leader, " ")), "STAFF_REASON");
    EXPECT_EQ(Does(asks, EndOfAccount(leader, "Nghỉ hưu")), "asked");
    EXPECT_TRUE(ComesIn("lanh.dao")) << "nothing has happened yet";
    EXPECT_EQ(Does(confirms, EndOfAccount(leader, "Nghỉ hưu")), "PROPOSAL_ASKED") << "asked once";
    EXPECT_TRUE(Heard(second, "đề nghị")) << "who is to decide is told";
    const auto asked = Asked();
    EXPECT_EQ(Grants(asks, asked), "PROPOSAL_ONESELF");
    EXPECT_EQ(Grants(confirms, asked), "done");
    EXPECT_TRUE(Heard(first, "đã xác nhận"));
    EXPECT_FALSE(ComesIn("lanh.dao"));
    EXPECT_TRUE(Waiting().empty());
    EXPECT_EQ(Grants(confirms, asked), "PROPOSAL_GONE");
    const auto history = History(leader);
    EXPECT_EQ(std::vector(history.end() - 3, history.end()),
              (std::vector<std::string>{"proposed", "proposal_granted", "disabled"}));
}

TEST_P(TwoPeople, end_a_post_and_what_is_dropped_or_lapses_does_nothing) {
    const auto leader = AtWork("lanh.dao", "leader");
    const auto post = PostsOn(leader, kDayOf).front().id;
    const auto end = EndOfPost(leader, post, kDayOf, "Luân chuyển");
    EXPECT_EQ(Does(asks, EndOfPost(leader, post, kDayOf + (-5), "Luân chuyển")), "STAFF_DAYS") << "told at once";
    ASSERT_EQ(Does(asks, end), "asked");
    EXPECT_TRUE(Refuse(house.platform, asks, Asked()));
    EXPECT_TRUE(Waiting().empty());
    ASSERT_EQ(Does(asks, end), "asked");
    const auto asked = Asked();
    house.clock.Set(kAt + (kProposalDays + 1) * kDay);
    EXPECT_EQ(Grants(confirms, asked), "PROPOSAL_GONE") << "nobody waits for it any more";
    house.clock.Set(kAt);
    EXPECT_EQ(Grants(confirms, asked), "done");
    EXPECT_TRUE(PostsOn(leader, kDayOf + 1).empty());
}

// A straw man, and whom it is about.
TEST_P(TwoPeople, are_not_one_and_somebody_they_have_just_let_in) {
    const auto leader = AtWork("lanh.dao", "leader"), straw = AtWork("nguoi.gia", "operator");
    ASSERT_EQ(Does(asks, Appointing(straw, {.unit = Office(), .role = "specialist"}, "")), "done");
    ASSERT_EQ(Does(asks, EndOfAccount(leader, "Nghỉ hưu")), "asked");
    const auto of_leader = Asked();
    EXPECT_EQ(Grants({straw, "Người Giả"}, of_leader), "PROPOSAL_ONESELF");
    EXPECT_EQ(Grants(confirms, of_leader), "done");
    ASSERT_EQ(Does(asks, EndOfAccount(second, "Nghỉ hưu")), "asked");
    EXPECT_EQ(Grants(confirms, Asked()), "PROPOSAL_ONESELF");
    EXPECT_EQ(Refuse(house.platform, confirms, Asked()).error().code, "PROPOSAL_ONESELF");
}

// Whom both let in is a straw man of both.
TEST_P(TwoPeople, are_not_one_and_somebody_who_was_hired_at_their_request) {
    const auto leader = AtWork("lanh.dao", "leader"), fourth = AtWork("quan.bon", "operator");
    ASSERT_EQ(Does(asks, Hiring({"quan.ba", "Quản Ba", "", ""}, {.unit = Office(), .role = "operator"}, "QĐ 13")), "asked");
    const auto hired = Grant(house.platform, confirms, Asked());
    ASSERT_TRUE(hired);
    const Manager straw{hired->codes[0].account.id, "Quản Ba"};
    ASSERT_EQ(Does(asks, EndOfAccount(leader, "Nghỉ hưu")), "asked");
    EXPECT_EQ(Grants(straw, Asked()), "PROPOSAL_ONESELF");
    EXPECT_TRUE(Refuse(house.platform, asks, Asked()));
    ASSERT_EQ(Does(straw, EndOfAccount(leader, "Nghỉ hưu")), "asked");
    EXPECT_EQ(Grants(confirms, Asked()), "PROPOSAL_ONESELF") << "nobody says yes to whom they let in";
    EXPECT_TRUE(Refuse(house.platform, asks, Asked()));
    ASSERT_EQ(Does({fourth, "Quản Bốn"}, EndOfAccount(leader, "Nghỉ hưu")), "asked");
    EXPECT_EQ(Grants(straw, Asked()), "done") << "who had no part in letting them in is another's to confirm";
}

TEST_P(TwoPeople, name_who_took_over_a_units_work) {
    EXPECT_EQ(Does(asks, NamingSuccessors("khong-co", {"xa-14797-2025"})), "NOT_FOUND");
    EXPECT_EQ(Does(asks, NamingSuccessors("xa-15217-2023", {"xa-14797-2025"})), "SUCCESSOR_UNKNOWN") << "before anybody is asked";
    ASSERT_EQ(Does(asks, NamingSuccessors("xa-15217-2023", {"xa-15208-2023"})), "asked");
    EXPECT_TRUE(house.units.Now()->FindByKey("xa-15217-2023")->SuccessorsInferred());
    EXPECT_EQ(Grants(confirms, Asked()), "done");
    EXPECT_EQ(house.units.Now()->FindByKey("xa-15217-2023")->successors, std::vector<std::string>{"xa-15208-2023"});
}

TEST_P(TwoPeople, are_not_asked_for_at_the_server) {
    const auto leader = AtWork("lanh.dao", "leader");
    EXPECT_TRUE(RenewAccess(house.platform, kServer, leader, "Mất máy"));
    EXPECT_TRUE(Disable(house.platform, kServer, leader, "Nghỉ hưu"));
}

// Where nobody else administrates it is done, and written down as done alone. Of two, neither does anything to the other.
TEST_P(TwoPeople, are_one_where_nobody_else_administrates) {
    const auto leader = AtWork("lanh.dao", "leader");
    EXPECT_EQ(Does(asks, NewCode(second, "Mất máy")), "TWO_PEOPLE_THIRD");
    EXPECT_EQ(Does(asks, EndOfAccount(second, "Nghỉ")), "TWO_PEOPLE_THIRD");
    ASSERT_TRUE(Disable(house.platform, kServer, second, "Nghỉ"));
    told.clear();
    const auto renewed = DoOrAsk(house.platform, asks, NewCode(leader, "Mất máy"));
    ASSERT_TRUE(renewed && renewed->codes.size() == 1);
    EXPECT_TRUE(Heard(leader, "một mình"));
    const auto history = History(leader);
    EXPECT_EQ(std::vector(history.end() - 2, history.end()), (std::vector<std::string>{"alone", "access_renewed"}));
}

// Who holds the code of a leader signs as the leader.
TEST_P(TwoPeople, let_in_again_who_signs_and_one_of_them_sees_the_code) {
    const auto leader = AtWork("lanh.dao", "leader");
    ASSERT_EQ(Does(asks, NewCode(leader, "Mất máy")), "asked");
    EXPECT_TRUE(ComesIn("lanh.dao")) << "nothing has happened yet";
    EXPECT_TRUE(Heard(leader, "đề nghị cấp lại mã")) << "who did not ask for it has time to say so";
    const auto granted = Grant(house.platform, confirms, Asked());
    ASSERT_TRUE(granted && granted->codes.size() == 1);
    EXPECT_FALSE(ComesIn("lanh.dao"));
    told.clear();
    ASSERT_TRUE(Activate(house.platform, "lanh.dao", granted->codes[0].code, kWord));
    EXPECT_TRUE(Heard(first, "vừa đặt mật khẩu") && Heard(second, "vừa đặt mật khẩu"));

    ASSERT_TRUE(Disable(house.platform, kServer, leader, "Nhầm"));
    EXPECT_EQ(Does(asks, Reopening(leader, "Mở lại")), "asked");
}

TEST_P(TwoPeople, are_asked_for_whose_code_is_power_and_not_for_a_clerk) {
    const auto fresh = Hired("lanh.moi", "leader"), clerk = AtWork("can.bo", "clerk");
    EXPECT_EQ(Does(asks, NewCode(fresh, "Thất lạc thư")), "asked") << "whoever holds the first code signs as they will";
    EXPECT_EQ(Does(asks, NewCode(clerk, "Quên mật khẩu")), "done");
    const auto leader = AtWork("lanh.dao", "leader");
    ASSERT_TRUE(RenewAccess(house.platform, kServer, leader, "Mất máy"));
    EXPECT_EQ(Does(asks, NewCode(leader, "Thất lạc")), "asked") << "it was used before, though it has no password just now";
}

TEST_P(TwoPeople, give_what_signs_and_what_administrates) {
    const auto friend_of = AtWork("ban.be", "clerk");
    const NewPost leader{.unit = Office(), .role = "leader"}, operators{.unit = Office(), .role = "operator"};
    EXPECT_EQ(Does(asks, Appointing(friend_of, {.unit = Office(), .role = "specialist"}, "")), "done");
    EXPECT_EQ(Does(asks, Appointing(friend_of, leader, "")), "STAFF_REASON") << "who confirms reads why";
    EXPECT_EQ(Does(asks, Appointing(first, leader, "Tự bổ nhiệm")), "STAFF_ONESELF");
    ASSERT_EQ(Does(asks, Appointing(friend_of, leader, "QĐ 12")), "asked");
    EXPECT_EQ(PostsOn(friend_of, kDayOf).size(), 2U);
    EXPECT_EQ(Grants({friend_of, "Bạn"}, Asked()), "PROPOSAL_ONESELF");
    EXPECT_EQ(Grants(confirms, Asked()), "done");
    EXPECT_EQ(PostsOn(friend_of, kDayOf).size(), 3U);

    ASSERT_EQ(Does(asks, Hiring({"quan.ba", "Quản Ba", "", ""}, operators, "QĐ 13")), "asked");
    EXPECT_EQ(Does(asks, Hiring({"quan.ba", "Quản Ba", "", ""}, operators, "QĐ 13")), "PROPOSAL_ASKED");
    const auto hired = Grant(house.platform, confirms, Asked());
    ASSERT_TRUE(hired);
    EXPECT_EQ(hired->codes.size(), 1U);
}

// Whoever gives slips opens a citizen's account: a straw clerk is hired by nobody alone. A clerk who is there leaves by one, and
// one who forgot a password is let in by one.
TEST_P(TwoPeople, give_what_vouches_for_people) {
    const NewPost clerk{.unit = Office(), .role = "clerk"};
    EXPECT_EQ(Does(asks, Hiring({"can.gia", "Cán Giả", "", ""}, clerk, "")), "STAFF_REASON");
    ASSERT_EQ(Does(asks, Hiring({"can.gia", "Cán Giả", "", ""}, clerk, "QĐ 14")), "asked");
    EXPECT_TRUE(Refuse(house.platform, confirms, Asked()));
    const auto specialist = AtWork("chuyen.vien", "specialist");
    ASSERT_EQ(Does(asks, Appointing(specialist, clerk, "QĐ 15")), "asked");
    EXPECT_EQ(Grants(confirms, Asked()), "done");
    ASSERT_EQ(Does(asks, List("login,name,unit,role,email\nle.d,Lê D,so-tu-phap,clerk,\n")), "asked");
    EXPECT_TRUE(Refuse(house.platform, confirms, Asked()));
    EXPECT_EQ(Does(asks, NewCode(specialist, "Quên mật khẩu")), "done");
    EXPECT_EQ(Does(asks, EndOfAccount(specialist, "Nghỉ việc")), "done");
    EXPECT_EQ(Does(asks, Reopening(specialist, "Mở lại")), "asked") << "nobody would notice whose account it was";
}

// Who agrees to refunds is the second person of money: one administrator makes nobody so, and takes nobody's place.
TEST_P(TwoPeople, give_and_reach_what_checks_money) {
    const RoleDraft checks{
        .key = "soat_tien", .name = {"Soát tiền", ""}, .capabilities = {"one_stop.check_money"}, .reason = "Thử"};
    ASSERT_EQ(Does(asks, MakingRole(checks)), "asked");
    ASSERT_EQ(Grants(confirms, Asked()), "done");
    house.database->Read([](storage::Transaction& tx) { return FollowRoles(tx), 0; });
    const auto specialist = AtWork("chuyen.vien", "specialist"), checker = AtWork("soat.tien", Role("soat_tien"));
    ASSERT_EQ(Does(asks, Appointing(specialist, {.unit = Office(), .role = "soat_tien"}, "QĐ 16")), "asked");
    EXPECT_TRUE(Refuse(house.platform, confirms, Asked()));
    EXPECT_EQ(Does(asks, NewCode(checker, "Quên mật khẩu")), "asked");
}

// The roles themselves: what signs or administrates by a change of theirs does so by two, and so does what ceases to.
TEST_P(TwoPeople, change_what_roles_give_of_signing_and_administrating) {
    const RoleDraft harmless{.key = "tap_su", .name = {"Tập sự", ""}, .capabilities = {"one_stop.examine"}, .reason = "Thử"};
    EXPECT_EQ(Does(asks, MakingRole(harmless)), "done");
    auto signs = harmless;
    signs.begun_from = 1;
    signs.capabilities = {"one_stop.decide"};
    ASSERT_EQ(Does(asks, ChangingRole(signs)), "asked");
    EXPECT_FALSE(WantsTwoPeople(Role("tap_su")));
    EXPECT_EQ(Grants(confirms, Asked()), "done");
    house.database->Read([](storage::Transaction& tx) { return FollowRoles(tx), 0; });
    EXPECT_TRUE(WantsTwoPeople(Role("tap_su")));
    EXPECT_EQ(Does(asks, RestoringRole("tap_su", 1, 2, "Trả lại")), "asked");
    RoleDraft made = harmless;
    made.key = "quan_phu";
    made.name = {"Quản phụ", ""};
    made.capabilities = {std::string(kAdministrate.key)};
    EXPECT_EQ(Does(asks, MakingRole(made)), "asked");
}

// What a role is called is what people read who say yes to it.
TEST_P(TwoPeople, rename_a_role) {
    RoleDraft draft{.key = "tap_su", .name = {"Tập sự", ""}, .capabilities = {"one_stop.examine"}, .reason = "Thử"};
    ASSERT_EQ(Does(asks, MakingRole(draft)), "done");
    draft.begun_from = 1;
    draft.name.vi = "Lãnh đạo sở";
    ASSERT_EQ(Does(asks, ChangingRole(draft)), "asked");
    const auto words = house.database->Read(
        [&](storage::Transaction& tx) { return WordsOf(house.platform, tx, Waiting().front().act).In(Language::vietnamese); });
    EXPECT_NE(words.find("Tập sự (tap_su) thành Lãnh đạo sở"), std::string::npos) << words;
    EXPECT_EQ(Grants(confirms, Asked()), "done");
}

TEST_P(TwoPeople, have_no_more_requests_waiting_than_somebody_can_look_at) {
    RoleDraft draft{.name = {"", ""}, .capabilities = {"one_stop.decide"}, .reason = "Thử"};
    for (int number = 0; number < kMostWaiting; ++number) {
        draft.key = "ky_" + std::to_string(number);
        draft.name.vi = "Ký " + std::to_string(number);
        ASSERT_EQ(Does(asks, MakingRole(draft)), "asked");
    }
    draft.key = draft.name.vi = "ky_nua";
    EXPECT_EQ(Does(asks, MakingRole(draft)), "PROPOSAL_TOO_MANY");
    EXPECT_EQ(Does(confirms, MakingRole(draft)), "asked") << "others may still ask";
    EXPECT_TRUE(Refuse(house.platform, asks, Waiting().front().id));
    draft.key = draft.name.vi = "ky_sau";
    EXPECT_EQ(Does(asks, MakingRole(draft)), "asked");
}

TEST_P(TwoPeople, count_what_one_asks_at_once) {
    std::vector<std::thread> threads;
    std::atomic<int> asked = 0;
    for (int number = 0; number < kMostWaiting + 10; ++number)
        threads.emplace_back([&, number] {
            const auto key = "ky_" + std::to_string(number);
            const RoleDraft draft{.key = key, .name = {"Ký " + key, ""}, .capabilities = {"one_stop.decide"}, .reason = "Thử"};
            asked += Does(asks, MakingRole(draft)) == "asked" ? 1 : 0;
        });
    for (auto& thread : threads) thread.join();
    EXPECT_EQ(asked, kMostWaiting);
    EXPECT_EQ(Waiting().size(), static_cast<std::size_t>(kMostWaiting));
}

// A history names who asked and who said yes.
TEST_P(TwoPeople, stand_both_in_the_history_of_who_is_hired) {
    ASSERT_EQ(Does(asks, Hiring({"le.moi", "Lê Mới", "", ""}, {.unit = Office(), .role = "leader"}, "Quyết định 12")), "asked");
    ASSERT_EQ(Grants(confirms, Asked()), "done");
    const auto events = house.database->Read(
        [](storage::Transaction& tx) { return StaffStore(tx).Events(AccountStore(tx).GetByLogin("le.moi")->id, 10); });
    EXPECT_TRUE(std::ranges::all_of(events, [](const auto& event) {
        return event.detail.find("Quản Một đề nghị, Quản Hai xác nhận: Quyết định 12") != std::string::npos;
    }));
}

TEST_P(TwoPeople, take_a_list_that_gives_or_reaches_power) {
    const auto leader = AtWork("lanh.dao", "leader");
    const std::string head = "login,name,unit,role,email\n";
    EXPECT_EQ(Does(asks, List(head + "le.a,Lê A,so-tu-phap,specialist,\n")), "done");
    ASSERT_EQ(Does(asks, List(head + "le.b,Lê B,so-tu-phap,specialist,\nle.c,Lê C,so-tu-phap,leader,\n")), "asked");
    const auto none = house.database->Read([](storage::Transaction& tx) { return AccountStore(tx).GetByLogin("le.b"); });
    EXPECT_FALSE(none) << "all of a list or nothing";
    const auto granted = Grant(house.platform, confirms, Asked());
    ASSERT_TRUE(granted);
    EXPECT_EQ(granted->codes.size(), 2U);
    // Where codes go.
    const auto moved = List(head + "lanh.dao,Nguyễn Văn An,so-tu-phap,leader,khac@vidu.vn\n");
    ASSERT_EQ(Does(asks, moved), "asked");
    EXPECT_EQ(house.database->Read([&](storage::Transaction& tx) { return AccountStore(tx).Get(leader)->email; }), "");
    ASSERT_TRUE(Disable(house.platform, kServer, leader, "Nghỉ"));
    EXPECT_EQ(Grants(confirms, Asked()), "STAFF_LIST_STALE") << "it would do something else by now";
}

// All checks of then, once more at the moment of the yes; what is refused goes on waiting.
TEST_P(TwoPeople, do_what_is_still_right_when_the_yes_comes) {
    const auto leader = AtWork("lanh.dao", "leader");
    const auto post = PostsOn(leader, kDayOf).front().id;
    ASSERT_EQ(Does(asks, EndOfPost(leader, post, kDayOf + 30, "Luân chuyển")), "asked");
    ASSERT_TRUE(EndPost(house.platform, kServer, post, kDayOf + 3, "Nghỉ"));
    EXPECT_EQ(Grants(confirms, Asked()), "STAFF_DAYS");
    EXPECT_EQ(Waiting().size(), 1U);
    EXPECT_TRUE(Refuse(house.platform, confirms, Asked()));

    ASSERT_EQ(Does(asks, EndOfAccount(leader, "Nghỉ hưu")), "asked");
    AtWork("quan.ba", "operator");
    ASSERT_TRUE(Disable(house.platform, kServer, first, "Bị đình chỉ"));
    EXPECT_EQ(Grants(confirms, Asked()), "PROPOSAL_ASKER_LEFT");
}

// An acting head signs by a delegation alone: who administrates neither makes nor ends one alone, nor lets one in again.
TEST_P(TwoPeople, make_and_end_an_acting_head) {
    const auto chair = AtWork("chu.tich", "leader", "Giám đốc"), deputy = AtWork("cap.pho", "specialist", "Phó Giám đốc");
    const NewDelegation acting{.post = PostsOn(chair, kDayOf).front().id,
                               .to = deputy,
                               .capabilities = {"one_stop.decide"},
                               .signs = SignsAs::acting,
                               .basis = "Quyết định số 12/QĐ-UBND",
                               .first = kDayOf,
                               .last = kDayOf + 30};
    ASSERT_EQ(Does(asks, Delegating(acting)), "asked");
    ASSERT_EQ(Grants(confirms, Asked()), "done");
    EXPECT_EQ(Does(asks, NewCode(deputy, "Mất máy")), "asked");
    EXPECT_TRUE(Refuse(house.platform, asks, Asked()));
    const auto given = house.database->Read([&](storage::Transaction& tx) { return DelegationStore(tx).To(deputy).front(); });
    ASSERT_EQ(Does(asks, TakingBack(given.id, deputy, "Hết việc")), "asked");
    EXPECT_EQ(Grants(confirms, Asked()), "done");
}

INSTANTIATE_TEST_SUITE_P(Both, TwoPeople, storage::testing::Values(storage::testing::Sqlite, storage::testing::Postgres));

}  // namespace
}  // namespace dongson::identity
