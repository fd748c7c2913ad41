// Who may give what to whom, from when until when; and what becomes of it.
#include "platform/identity/delegation.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <thread>

#include "platform/identity/delegate.h"
#include "platform/identity/posts.h"
#include "platform/identity/sign_in.h"
#include "platform/identity/staff.h"
#include "platform/identity/storage/account_store.h"
#include "platform/identity/storage/delegation_store.h"
#include "platform/identity/storage/staff_store.h"
#include "platform/testing/bare_house.h"

namespace dongson::identity {
namespace {

using storage::Transaction;

constexpr Capability kDecide{"one_stop.decide", "Ký duyệt", "Sign", Stead::signs};
constexpr Capability kExamine{"one_stop.examine", "Thụ lý", "Examine", Stead::works};
constexpr Capability kAssign{"one_stop.assign", "Phân công", "Assign", Stead::works};
const Instant kNow = Instant::Parse("2026-11-23 08:00").value();
const Date kToday = kNow.LocalDate();
constexpr char kPassword[] = "sông Mã chảy về biển";
const Manager kConsole{{}, "máy chủ"};
constexpr char kBasis[] = "Quyết định số 12/QĐ-UBND ngày 20/11/2026";

// The roles that ship, with what may be given of them, for as long as it lives.
class Declared {
  public:
    Declared() : before_(*RolesNow()) {
        auto book = RoleBook::Shipped({});
        std::vector<Capability> declared;
        for (const auto& role : book.roles())
            for (const auto& key : role->capabilities) {
                const Capability given = key == kDecide.key    ? kDecide
                                         : key == kExamine.key ? kExamine
                                         : key == kAssign.key  ? kAssign
                                                               : Capability{key};
                if (std::ranges::find(declared, given) == declared.end()) declared.push_back(given);
            }
        UseRoles(RoleBook::Shipped(declared));
        names_ = std::move(book);
    }
    ~Declared() { UseRoles(before_); }
    Declared(const Declared&) = delete;
    Declared& operator=(const Declared&) = delete;

  private:
    RoleBook before_;
    RoleBook names_;  // owns the keys that are declared
};

class Delegations : public ::testing::TestWithParam<storage::Engine> {
  protected:
    UnitId Unit(std::string_view key) const { return house.units.Now()->FindByKey(key)->id; }
    UnitId Ward() const { return Unit("xa-14797-2025"); }

    AccountId AtWork(const std::string& login, const std::string& name, UnitId unit, Role role, const std::string& position,
                     std::optional<Date> until = {}) {
        const auto access = Hire(house.platform, kConsole, {login, name, "", ""}).value();
        EXPECT_TRUE(Activate(house.platform, login, access.code, kPassword));
        EXPECT_TRUE(AppointTo(house.platform, kConsole, access.account.id,
                              {.unit = unit, .role = role, .position = position, .until = until}));
        return access.account.id;
    }
    // As they come in with the next request.
    Officer As(AccountId id) {
        const auto account = house.database->Read([&](Transaction& tx) { return AccountStore(tx).Get(id); });
        const auto signed_in = SignIn(*house.database, {account->login, kPassword, "", "test", "1.1.1.1"}, house.clock.Now());
        auto visitor = Recognise(*house.database, signed_in.value().token, house.clock.Now()).value();
        return {visitor.account, PostsToday(house.platform, std::move(visitor.appointments))};
    }
    AppointmentId PostOf(AccountId id) {
        return house.database->Read([&](Transaction& tx) { return StaffStore(tx).PostsOf(id).at(0).held.id; });
    }
    NewDelegation Leave() {
        return {.post = PostOf(chair),
                .to = deputy,
                .capabilities = {std::string(kDecide.key)},
                .signs = SignsAs::deputy,
                .basis = kBasis,
                .first = kToday,
                .last = kToday + 10};
    }
    std::string Refused(const Officer& by, const NewDelegation& wanted) {
        const auto done = Delegate(house.platform, by, wanted);
        return done ? "done" : done.error().front().code + " " + done.error().front().field;
    }

    Declared declared;
    dongson::testing::BareHouse house{GetParam(), kNow};
    AccountId chair = AtWork("chu.tich", "Trần Văn Bình", Ward(), "leader", "Chủ tịch UBND phường");
    // By their own role they examine; as a deputy they sign only in the chair's stead.
    AccountId deputy = AtWork("pho.chu.tich", "Nguyễn Thị An", Ward(), "specialist", "Phó Chủ tịch UBND phường");
    AccountId clerk = AtWork("mot.cua", "Lê Văn Cường", Ward(), "clerk", "Cán bộ một cửa");
    AccountId elsewhere = AtWork("so.tp", "Phạm Thị Dung", Unit("so-tu-phap"), "leader", "Giám đốc");
};

TEST_P(Delegations, hold_from_the_first_day_to_the_last_and_no_longer) {
    ASSERT_FALSE(As(deputy).May(Ward(), kDecide));
    auto wanted = Leave();
    wanted.first = kToday + 1;
    wanted.last = kToday + 2;
    ASSERT_EQ(Refused(As(chair), wanted), "done");
    for (const auto& [day, holds] : {std::pair(0, false), std::pair(1, true), std::pair(2, true), std::pair(3, false)}) {
        house.clock.Set(Instant::At(kToday + day, 9 * 60));
        EXPECT_EQ(As(deputy).May(Ward(), kDecide), holds) << day;
        EXPECT_TRUE(As(chair).May(Ward(), kDecide)) << "whoever gives it keeps it";
        EXPECT_TRUE(As(deputy).May(Ward(), kExamine)) << "what is their own stays";
    }
}

TEST_P(Delegations, end_for_who_leaves_the_agency_or_is_no_deputy_any_more) {
    ASSERT_EQ(Refused(As(chair), Leave()), "done");
    ASSERT_TRUE(As(deputy).May(Ward(), kDecide));
    const auto before = PostOf(deputy);
    ASSERT_TRUE(AppointTo(house.platform, kConsole, deputy,
                          {.unit = Unit("so-xay-dung"), .role = "specialist", .position = "Phó Trưởng phòng"}));
    EXPECT_TRUE(As(deputy).May(Ward(), kDecide)) << "one post more takes nothing away";
    ASSERT_TRUE(EndPost(house.platform, kConsole, before, kToday - 1, "Chuyển công tác"));
    EXPECT_FALSE(As(deputy).May(Ward(), kDecide)) << "a deputy of another agency is none here";
    ASSERT_TRUE(AppointTo(house.platform, kConsole, deputy, {.unit = Ward(), .role = "specialist", .position = "Chuyên viên"}));
    EXPECT_FALSE(As(deputy).May(Ward(), kDecide)) << "nor is a specialist";
}

// One rule for sessions and for lists: whoever lost the power is offered nowhere and staffs nothing.
TEST_P(Delegations, count_in_lists_as_long_as_they_count_in_sessions) {
    ASSERT_EQ(Refused(As(chair), Leave()), "done");
    const auto able = [&] {
        return house.database->Read([&](Transaction& tx) {
            AccountStore accounts(tx);
            return ColleaguesOn(accounts, *house.units.Now(), Ward(), kDecide, kToday).size();
        });
    };
    EXPECT_EQ(able(), 2U);
    const auto before = PostOf(deputy);
    ASSERT_TRUE(AppointTo(house.platform, kConsole, deputy,
                          {.unit = Unit("so-xay-dung"), .role = "specialist", .position = "Phó Trưởng phòng"}));
    ASSERT_TRUE(EndPost(house.platform, kConsole, before, kToday - 1, "Chuyển công tác"));
    EXPECT_EQ(able(), 1U) << "a post elsewhere keeps nobody here";
    auto shown = house.database->Read([&](Transaction& tx) {
        auto all = DelegationStore(tx).All();
        AccountStore accounts(tx);
        HoldAgainstPosts(accounts, *house.units.Now(), kToday, all);
        return all;
    });
    ASSERT_EQ(shown.size(), 1U);
    EXPECT_EQ(StateOn(shown[0], kToday), DelegationState::lapsed) << "nobody goes on leave believing that somebody signs";
    ASSERT_TRUE(EndPost(house.platform, kConsole, PostOf(chair), kToday - 1, "Nghỉ hưu"));
    const auto staffed = house.database->Read([&](Transaction& tx) {
        AccountStore accounts(tx);
        return StaffedOn(accounts, *house.units.Now(), kToday);
    });
    EXPECT_FALSE(staffed.contains({Ward(), std::string(kDecide.key)}));
}

// KT. is the deputy's of that head (Decree 30/2020 art. 13), and their block names the post that lets them.
TEST_P(Delegations, let_the_heads_own_deputies_sign_by_the_post_that_lets_them) {
    const auto other = AtWork("pho.phong", "Lê Thị Hoa", Ward(), "specialist", "Phó Trưởng phòng Văn hóa - Xã hội");
    auto wanted = Leave();
    wanted.to = other;
    EXPECT_EQ(Refused(As(chair), wanted), "DELEGATION_FORM hinh_thuc") << "a division's deputy is not the chairman's";
    const auto both = AtWork("mot.cua.2", "Phạm Xuân Linh", Ward(), "clerk", "Cán bộ một cửa");
    ASSERT_TRUE(AppointTo(house.platform, kConsole, both,
                          {.unit = Ward(), .role = "specialist", .position = "Phó Chủ tịch UBND phường"}));
    wanted.to = both;
    ASSERT_EQ(Refused(As(chair), wanted), "done");
    const auto officer = As(both);
    ASSERT_NE(officer.Through(kDecide, Ward()), nullptr);
    EXPECT_EQ(officer.Through(kDecide, Ward())->position, "Phó Chủ tịch UBND phường");
    // A deputy who was given it gives it on as the head's, not as a form that no decree knows.
    EXPECT_EQ(InWhoseStead({.name = "Đỗ Hồng Long", .position = "Phó Chủ tịch UBND phường", .signs = SignsAs::deputy}),
              "Đỗ Hồng Long, KT. Chủ tịch UBND phường");
}

TEST_P(Delegations, say_in_whose_stead_and_by_what) {
    ASSERT_EQ(Refused(As(chair), Leave()), "done");
    const auto officer = As(deputy);
    const auto* post = officer.Through(kDecide, Ward());
    ASSERT_NE(post, nullptr);
    ASSERT_TRUE(post->in_stead);
    EXPECT_EQ(post->position, "Phó Chủ tịch UBND phường") << "who signs stays who they are";
    EXPECT_EQ(InWhoseStead(*post->in_stead), "Trần Văn Bình, KT. Chủ tịch UBND phường");
    EXPECT_EQ(ByWhat(*post->in_stead), std::string(kBasis) + ", từ 23/11/2026 đến 03/12/2026");
    EXPECT_FALSE(officer.May(Ward(), kAssign)) << "of the post only what was given";
    EXPECT_FALSE(officer.Through(kExamine, Ward())->in_stead) << "what they may by themselves they do by themselves";
}

TEST_P(Delegations, end_with_the_post_with_who_gives_and_with_who_receives) {
    ASSERT_EQ(Refused(As(chair), Leave()), "done");
    ASSERT_TRUE(EndPost(house.platform, kConsole, PostOf(chair), kToday - 1, "Nghỉ hưu"));
    EXPECT_FALSE(As(deputy).May(Ward(), kDecide));
    const auto lapsed = house.database->Read([&](Transaction& tx) { return DelegationStore(tx).To(deputy).at(0); });
    EXPECT_EQ(StateOn(lapsed, kToday), DelegationState::lapsed);
}

TEST_P(Delegations, end_when_who_gave_has_left) {
    ASSERT_EQ(Refused(As(chair), Leave()), "done");
    ASSERT_TRUE(Disable(house.platform, kConsole, chair, "Nghỉ việc"));
    EXPECT_FALSE(As(deputy).May(Ward(), kDecide));
}

TEST_P(Delegations, keep_nobody_here_who_has_no_post_of_their_own) {
    ASSERT_EQ(Refused(As(chair), Leave()), "done");
    ASSERT_TRUE(EndPost(house.platform, kConsole, PostOf(deputy), kToday - 1, "Chuyển công tác"));
    EXPECT_TRUE(As(deputy).appointments.empty());
    const auto able = house.database->Read([&](Transaction& tx) { return AccountStore(tx).OfficersOf(Ward(), kDecide, kToday); });
    ASSERT_EQ(able.size(), 1U);
    EXPECT_EQ(able[0].id, chair);
}

TEST_P(Delegations, count_where_the_house_asks_who_may) {
    ASSERT_EQ(Refused(As(chair), Leave()), "done");
    const auto able = house.database->Read([&](Transaction& tx) { return AccountStore(tx).OfficersOf(Ward(), kDecide, kToday); });
    ASSERT_EQ(able.size(), 2U);
    EXPECT_EQ(able[0].name, "Nguyễn Thị An");
    EXPECT_EQ(able[0].position, "Phó Chủ tịch UBND phường");
    const auto assigns =
        house.database->Read([&](Transaction& tx) { return AccountStore(tx).OfficersOf(Ward(), kAssign, kToday); });
    EXPECT_EQ(assigns.size(), 1U) << "of the post only what was given";
}

TEST_P(Delegations, are_taken_back_at_once_by_either_side_with_a_reason) {
    for (const auto by : {chair, deputy}) {
        const auto given = Delegate(house.platform, As(chair), Leave());
        ASSERT_TRUE(given);
        EXPECT_EQ(TakeBack(house.platform, As(by), given->id, " ").error().field, "ly_do");
        EXPECT_EQ(TakeBack(house.platform, As(clerk), given->id, "Đã về").error().code, "NOT_FOUND");
        ASSERT_TRUE(TakeBack(house.platform, As(by), given->id, "Đã về sớm"));
        EXPECT_FALSE(As(deputy).May(Ward(), kDecide));
        EXPECT_EQ(TakeBack(house.platform, As(by), given->id, "Lần nữa").error().code, "DELEGATION_REVOKED");
    }
    const auto kept = house.database->Read([&](Transaction& tx) { return DelegationStore(tx).From(chair); });
    ASSERT_EQ(kept.size(), 2U) << "history stays";
    EXPECT_EQ(kept[0].revoked_by, "Nguyễn Thị An");
    EXPECT_EQ(kept[1].revoke_reason, "Đã về sớm");
}

// Who may give what to whom when: each row differs in one thing from what is right.
TEST_P(Delegations, are_refused_by_a_rule_each) {
    const auto by = As(chair);
    const auto keyed = [](const Capability& capability) { return std::vector<std::string>{std::string(capability.key)}; };
    struct Those {
        AccountId chair, clerk, elsewhere;
    };
    struct Row {
        const char* what;
        void (*change)(NewDelegation&, const Those&);
        const char* refused;
    };
    const Row rows[] = {
        {"to oneself", [](NewDelegation& w, const Those& d) { w.to = d.chair; }, "DELEGATION_ONESELF nguoi"},
        {"to nobody", [](NewDelegation& w, const Those&) { w.to = {}; }, "DELEGATION_RECEIVER nguoi"},
        {"to another agency", [](NewDelegation& w, const Those& d) { w.to = d.elsewhere; }, "DELEGATION_ELSEWHERE nguoi"},
        {"KT. of who is no deputy", [](NewDelegation& w, const Those& d) { w.to = d.clerk; }, "DELEGATION_FORM hinh_thuc"},
        {"nothing", [](NewDelegation& w, const Those&) { w.capabilities.clear(); }, "DELEGATION_NOTHING quyen"},
        {"what the post does not give", [](NewDelegation& w, const Those&) { w.capabilities.emplace_back("one_stop.receive"); },
         "DELEGATION_NOT_HELD quyen"},
        {"administrating", [](NewDelegation& w, const Those&) { w.capabilities.emplace_back(kAdministrate.key); },
         "DELEGATION_NOT_HELD quyen"},
        {"what nobody gives", [](NewDelegation& w, const Those&) { w.capabilities.emplace_back("open_data.edit"); },
         "DELEGATION_NEVER quyen"},
        {"signing without a form", [](NewDelegation& w, const Those&) { w.signs = SignsAs::own_name; },
         "DELEGATION_FORM hinh_thuc"},
        {"no basis", [](NewDelegation& w, const Those&) { w.basis = " "; }, "DELEGATION_BASIS can_cu"},
        {"a basis too long", [](NewDelegation& w, const Those&) { w.basis = std::string(301, 'a'); }, "DELEGATION_BASIS can_cu"},
        {"from yesterday", [](NewDelegation& w, const Those&) { w.first = kToday - 1; }, "DELEGATION_PAST tu_ngay"},
        {"ending before it begins", [](NewDelegation& w, const Those&) { w.last = w.first - 1; }, "DELEGATION_DAYS den_ngay"},
        {"longer than a year", [](NewDelegation& w, const Those&) { w.last = w.first + kLongestDelegation; },
         "DELEGATION_LONG den_ngay"},
        {"of a post that is none", [](NewDelegation& w, const Those&) { w.post = {}; }, "DELEGATION_POST chuc_vu"},
    };
    for (const auto& row : rows) {
        auto wanted = Leave();
        row.change(wanted, {chair, clerk, elsewhere});
        EXPECT_EQ(Refused(by, wanted), row.refused) << row.what;
    }
    auto works = Leave();
    works.capabilities = keyed(kAssign);
    EXPECT_EQ(Refused(by, works), "DELEGATION_FORM hinh_thuc") << "a form where nothing is signed";
    works.signs = SignsAs::own_name;
    EXPECT_EQ(Refused(by, works), "done");
    EXPECT_EQ(Refused(by, Leave()), "DELEGATION_TWICE nguoi") << "the same two on the same days";
    auto later = Leave();
    later.first = works.last + 1;
    later.last = later.first;
    EXPECT_EQ(Refused(by, later), "done");
}

TEST_P(Delegations, are_written_down_by_oneself_by_who_signs_there_or_by_who_administrates) {
    const auto other_chair = AtWork("bi.thu", "Hoàng Văn Giang", Ward(), "leader", "Phó Chủ tịch UBND phường");
    const auto administrator = AtWork("quan.tri", "Vũ Thị Hà", Unit("so-tu-phap"), "operator", "Quản trị");
    EXPECT_EQ(Refused(As(clerk), Leave()), "FORBIDDEN ");
    EXPECT_EQ(Refused(As(elsewhere), Leave()), "FORBIDDEN ");
    EXPECT_EQ(Refused(As(deputy), Leave()), "FORBIDDEN ") << "who would receive it gives it to nobody";
    auto to_recorder = Leave();
    to_recorder.to = other_chair;
    EXPECT_EQ(Refused(As(other_chair), to_recorder), "DELEGATION_RECORDER nguoi");
    const auto given = Delegate(house.platform, As(other_chair), Leave());
    ASSERT_TRUE(given);
    EXPECT_EQ(given->recorded_by_name, "Hoàng Văn Giang");
    ASSERT_TRUE(TakeBack(house.platform, As(administrator), given->id, "Ghi nhầm"));
    auto acting = Leave();
    acting.signs = SignsAs::acting;
    EXPECT_EQ(Refused(As(other_chair), acting), "DELEGATION_FORM hinh_thuc") << "a deputy makes nobody acting head";
    EXPECT_EQ(Refused(As(administrator), Leave()), "done");
}

TEST_P(Delegations, are_not_given_on) {
    ASSERT_EQ(Refused(As(chair), Leave()), "done");
    const auto holder = As(deputy);
    ASSERT_TRUE(holder.May(Ward(), kDecide));
    auto on = Leave();
    on.to = AtWork("truong.phong", "Lý Văn Minh", Ward(), "specialist", "Trưởng phòng Kinh tế");
    on.signs = SignsAs::by_authority;
    EXPECT_EQ(Refused(holder, on), "FORBIDDEN ") << "of the chair's post";
    on.post = PostOf(deputy);
    EXPECT_EQ(Refused(holder, on), "DELEGATION_NOT_HELD quyen") << "of their own, which does not sign";
}

TEST_P(Delegations, stay_within_the_days_of_the_post) {
    const auto until = kToday + 5;
    const auto acting = AtWork("tam.thoi", "Đỗ Văn Khoa", Ward(), "leader", "Chủ tịch", until);
    auto wanted = Leave();
    wanted.post = PostOf(acting);
    EXPECT_EQ(Refused(As(acting), wanted), "DELEGATION_POST_DAYS den_ngay");
    wanted.last = until;
    EXPECT_EQ(Refused(As(acting), wanted), "done");
}

TEST_P(Delegations, let_one_act_as_head_at_a_time_and_that_one_in_everything) {
    const auto second = AtWork("pho.hai", "Mai Thị Lan", Ward(), "leader", "Phó Chủ tịch UBND phường");
    auto acting = Leave();
    acting.signs = SignsAs::acting;
    acting.to = second;
    ASSERT_EQ(Refused(As(chair), acting), "done");
    const auto officer = As(second);
    EXPECT_TRUE(officer.Through(kDecide, Ward())->in_stead) << "though they sign by themselves, too";
    acting.to = deputy;
    EXPECT_EQ(Refused(As(chair), acting), "DELEGATION_ACTING hinh_thuc");
}

TEST_P(Delegations, of_a_deputy_are_signed_kt_and_tl_is_for_parts_of_the_agency) {
    const auto second = AtWork("pho.hai", "Mai Thị Lan", Ward(), "leader", "Phó Chủ tịch UBND phường");
    auto wanted = Leave();
    wanted.post = PostOf(second);
    wanted.signs = SignsAs::by_order;
    EXPECT_EQ(Refused(As(second), wanted), "DELEGATION_FORM hinh_thuc");
    wanted.signs = SignsAs::deputy;
    EXPECT_EQ(Refused(As(second), wanted), "done");
    auto order = Leave();
    order.to = clerk;
    order.signs = SignsAs::by_order;
    EXPECT_EQ(Refused(As(chair), order), "DELEGATION_FORM hinh_thuc") << "a clerk heads no part of it";
    order.to = AtWork("van.phong", "Vũ Thị Hạnh", Ward(), "specialist", "Chánh Văn phòng HĐND và UBND");
    EXPECT_EQ(Refused(As(chair), order), "done") << "of the agency itself";
    order.to = elsewhere;
    EXPECT_EQ(Refused(As(chair), order), "DELEGATION_ELSEWHERE nguoi") << "a department is no part of a ward";
}

TEST_P(Delegations, of_two_at_once_one_is_given) {
    std::vector<std::string> outcomes(4);
    const auto by = As(chair);
    const auto wanted = Leave();
    std::vector<std::thread> threads;
    for (auto& outcome : outcomes) threads.emplace_back([&] { outcome = Refused(by, wanted); });
    for (auto& thread : threads) thread.join();
    EXPECT_EQ(std::ranges::count(outcomes, "done"), 1);
    EXPECT_EQ(std::ranges::count(outcomes, "DELEGATION_TWICE nguoi"), 3);
}

TEST_P(Delegations, stand_in_both_histories) {
    ASSERT_EQ(Refused(As(chair), Leave()), "done");
    house.database->Read([&](Transaction& tx) {
        EXPECT_EQ(StaffStore(tx).Events(chair, 1).at(0).event, "delegated");
        EXPECT_EQ(StaffStore(tx).Events(deputy, 1).at(0).event, "stands_in");
        return 0;
    });
}

INSTANTIATE_TEST_SUITE_P(Both, Delegations, storage::testing::Values(storage::testing::Sqlite, storage::testing::Postgres));

}  // namespace
}  // namespace dongson::identity
