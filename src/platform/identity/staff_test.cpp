#include "platform/identity/staff.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <thread>

#include "platform/identity/access_token.h"
#include "platform/identity/password.h"
#include "platform/identity/posts.h"
#include "platform/identity/secrets.h"
#include "platform/identity/sign_in.h"
#include "platform/identity/staff_list.h"
#include "platform/identity/storage/account_store.h"
#include "platform/identity/storage/staff_store.h"
#include "platform/testing/bare_house.h"

namespace dongson::identity {
namespace {

const Instant kNow = Instant::Parse("2026-11-23 08:00").value();
const Date kToday = kNow.LocalDate();
constexpr char kPassword[] = "sông Mã chảy về biển";
const Manager kConsole{{}, "máy chủ"};

class Staff : public ::testing::TestWithParam<storage::Engine> {
  protected:
    UnitId Unit(std::string_view key) const { return house.units.Now()->FindByKey(key)->id; }
    UnitId Ward() const { return Unit("so-tu-phap"); }

    AccountId Hired(const std::string& login, const std::string& name = "Nguyễn Văn An") {
        return Hire(house.platform, kConsole, {login, name, "", ""}).value().account.id;
    }
    // Somebody who came in and holds a post.
    AccountId AtWork(const std::string& login, Role role) {
        const auto access = Hire(house.platform, kConsole, {login, "Nguyễn Văn An", "", ""}).value();
        EXPECT_TRUE(Activate(house.platform, login, access.code, kPassword));
        EXPECT_TRUE(AppointTo(house.platform, kConsole, access.account.id, {.unit = Ward(), .role = role}));
        return access.account.id;
    }
    std::vector<Appointment> PostsOn(AccountId id, Date day) {
        return house.database->Read([&](storage::Transaction& tx) { return AccountStore(tx).Appointments(id, day); });
    }
    std::vector<StaffStore::Post> PostsEver(AccountId id) {
        return house.database->Read([&](storage::Transaction& tx) { return StaffStore(tx).PostsOf(id); });
    }
    Result<OpenedSession> ComeIn(const std::string& login) {
        return SignIn(*house.database, {login, kPassword, "", "test", "1.1.1.1"}, house.clock.Now());
    }
    std::vector<std::string> History(AccountId id) {
        return house.database->Read([&](storage::Transaction& tx) {
            std::vector<std::string> events;
            for (const auto& event : StaffStore(tx).Events(id, 100)) events.insert(events.begin(), event.event);
            return events;
        });
    }
    dongson::testing::BareHouse house{GetParam(), kNow};
};

TEST_P(Staff, somebody_hired_comes_in_with_the_code_and_a_password_of_their_own) {
    const auto access = Hire(house.platform, kConsole, {"An.NguyenVan", "Nguyễn  Văn An", "an@vidu.vn", "0912345678"}).value();
    EXPECT_EQ(access.account.login, "an.nguyenvan");
    EXPECT_EQ(access.account.name, "Nguyễn Văn An");
    EXPECT_EQ(access.code.size(), 19U) << access.code;
    EXPECT_EQ(access.until, kNow + 7 * kDay);
    EXPECT_EQ(ComeIn("an.nguyenvan").error().code, "SIGN_IN_WRONG") << "there is no password yet";

    EXPECT_EQ(Activate(house.platform, "an.nguyenvan", "ABCD-EFGH-JKMN-PQRS", kPassword).error().code, "ACTIVATION_WRONG");
    EXPECT_EQ(Activate(house.platform, "ai.do", access.code, kPassword).error().code, "ACTIVATION_WRONG");
    EXPECT_EQ(Activate(house.platform, "an.nguyenvan", access.code, "nguyenvanan").error().field, "mat_khau")
        << "a weak password costs no code";
    std::string typed = access.code;
    for (char& c : typed) c = c == '-' ? ' ' : static_cast<char>(std::tolower(c));
    ASSERT_TRUE(Activate(house.platform, " An.Nguyenvan ", typed, kPassword));
    EXPECT_TRUE(ComeIn("an.nguyenvan"));
    EXPECT_EQ(Activate(house.platform, "an.nguyenvan", access.code, kPassword).error().code, "ACTIVATION_WRONG") << "it is spent";
    EXPECT_EQ(History(access.account.id), (std::vector<std::string>{"hired", "activated"}));
}

TEST_P(Staff, a_code_lives_seven_days) {
    const auto access = Hire(house.platform, kConsole, {"an.nguyenvan", "Nguyễn Văn An", "", ""}).value();
    house.clock.Set(access.until);
    EXPECT_EQ(Activate(house.platform, "an.nguyenvan", access.code, kPassword).error().code, "ACTIVATION_WRONG");
}

TEST_P(Staff, every_fault_of_somebody_new_is_told_at_once) {
    const auto faults = Hire(house.platform, kConsole, {"Á", "", "không", "1"}).error();
    EXPECT_EQ(faults.size(), 4U);
    Hired("an.nguyenvan");
    EXPECT_EQ(Hire(house.platform, kConsole, {"an.nguyenvan", "Nguyễn Văn An", "", ""}).error()[0].code, "STAFF_LOGIN_TAKEN");
    EXPECT_EQ(Hire(house.platform, kConsole, {"kor-m1234567", "Nguyễn Văn An", "", ""}).error()[0].code, "STAFF_LOGIN")
        << "it would be a foreigner's";
    EXPECT_TRUE(Hire(house.platform, kConsole, {"can.bo123", "Nguyễn Văn Bê", "", ""})) << "which only looks like one";
}

TEST_P(Staff, a_post_is_held_from_its_first_day_to_its_last) {
    const auto an = Hired("an.nguyenvan");
    const auto post = AppointTo(house.platform, kConsole, an,
                                {.unit = Ward(), .role = "clerk", .position = "", .from = kToday + 1, .until = kToday + 3})
                          .value();
    EXPECT_EQ(post.position, "Cán bộ một cửa");
    for (const int after : {0, 1, 2, 3, 4}) EXPECT_EQ(PostsOn(an, kToday + after).size(), after >= 1 && after <= 3 ? 1U : 0U);
    house.database->Read([&](storage::Transaction& tx) {
        AccountStore accounts(tx);
        EXPECT_EQ(accounts.OfficersOf(Ward(), kVouch, kToday).size(), 0U);
        EXPECT_EQ(accounts.OfficersOf(Ward(), kVouch, kToday + 3).size(), 1U);
        EXPECT_EQ(accounts.StaffedRoles(kToday + 3).size(), 1U);
        EXPECT_EQ(accounts.StaffedRoles(kToday + 4).size(), 0U);
        return 0;
    });
    EXPECT_EQ(AppointTo(house.platform, kConsole, an, {.unit = Ward(), .role = "clerk", .from = kToday + 3}).error()[0].code,
              "STAFF_POST_HELD");
    EXPECT_TRUE(AppointTo(house.platform, kConsole, an, {.unit = Ward(), .role = "clerk", .from = kToday + 4}));
    EXPECT_TRUE(AppointTo(house.platform, kConsole, an, {.unit = Ward(), .role = "leader", .from = kToday + 2}));
    EXPECT_EQ(PostsOn(an, kToday + 2).size(), 2U) << "two posts in one unit";
}

TEST_P(Staff, no_post_is_given_in_a_unit_that_has_ended) {
    const auto an = Hired("an.nguyenvan");
    const auto units = house.units.Now();
    const auto ended =
        std::ranges::find_if(units->all(), [](const auto& unit) { return unit.valid_to && *unit.valid_to < kToday; });
    ASSERT_NE(ended, units->all().end());
    EXPECT_EQ(AppointTo(house.platform, kConsole, an, {.unit = ended->id, .role = "clerk"}).error()[0].field, "don_vi");
    EXPECT_EQ(AppointTo(house.platform, kConsole, an, {.unit = UnitId{1}, .role = "clerk"}).error()[0].field, "don_vi");
}

TEST_P(Staff, the_past_stays_true_when_a_post_ends) {
    const auto an = AtWork("an.nguyenvan", "specialist");
    const auto post = PostsOn(an, kToday).at(0).id;
    house.clock.Set(kNow + 10 * kDay);
    EXPECT_EQ(EndPost(house.platform, kConsole, post, kToday + 20, "").error().field, "ly_do");
    ASSERT_TRUE(EndPost(house.platform, kConsole, post, kToday + 9, "Chuyển công tác"));
    EXPECT_EQ(PostsOn(an, kToday + 9).size(), 1U);
    EXPECT_EQ(PostsOn(an, kToday + 10).size(), 0U);
    EXPECT_EQ(EndPost(house.platform, kConsole, post, kToday + 30, "Lần nữa").error().code, "STAFF_POST_ENDED");
    EXPECT_EQ(PostsEver(an).at(0).held.until, kToday + 9);
    EXPECT_TRUE(ComeIn("an.nguyenvan")) << "without a post one may still read one's account";
}

TEST_P(Staff, nobody_comes_in_with_a_disabled_account_and_what_was_open_ends) {
    const auto an = AtWork("an.nguyenvan", "specialist");
    const auto session = ComeIn("an.nguyenvan").value();
    const auto token = IssueToken(house.platform, session.account, "máy", kPassword).value();
    ASSERT_TRUE(OfficerOfToken(*house.database, token.secret, kNow));
    ASSERT_TRUE(Disable(house.platform, kConsole, an, "Nghỉ hưu"));
    EXPECT_FALSE(Recognise(*house.database, session.token, kNow));
    EXPECT_FALSE(OfficerOfToken(*house.database, token.secret, kNow));
    EXPECT_EQ(ComeIn("an.nguyenvan").error().code, "SIGN_IN_DISABLED");
    EXPECT_EQ(SignIn(*house.database, {"an.nguyenvan", "sai mật khẩu rồi", "", "t", "1.1.1.2"}, kNow).error().code,
              "SIGN_IN_WRONG")
        << "only who knows the password is told";
    house.database->Read([&](storage::Transaction& tx) {
        EXPECT_TRUE(AccountStore(tx).OfficersOf(Ward(), {"one_stop.examine"}, kToday).empty());
        return 0;
    });
    EXPECT_EQ(Disable(house.platform, kConsole, an, "Lần nữa").error().code, "STAFF_DISABLED");
    EXPECT_EQ(RenewAccess(house.platform, kConsole, an, "Quên").error().code, "STAFF_DISABLED");

    const auto access = Enable(house.platform, kConsole, an, "Trở lại").value();
    EXPECT_EQ(ComeIn("an.nguyenvan").error().code, "SIGN_IN_WRONG") << "the old password is gone";
    ASSERT_TRUE(Activate(house.platform, "an.nguyenvan", access.code, kPassword));
    EXPECT_TRUE(ComeIn("an.nguyenvan"));
    EXPECT_EQ(History(an), (std::vector<std::string>{"hired", "activated", "appointed", "disabled", "enabled", "activated"}));
}

TEST_P(Staff, a_lost_telephone_and_password_are_taken_away_with_a_new_code) {
    const auto an = AtWork("an.nguyenvan", "specialist");
    house.database->MustWrite(
        [&](storage::Transaction& tx) { ASSERT_TRUE(AccountStore(tx).SetTotp(an, NewTotpSecret(), "", 1)); });
    EXPECT_EQ(ComeIn("an.nguyenvan").error().code, "SIGN_IN_CODE_WANTED");
    const auto access = RenewAccess(house.platform, kConsole, an, "Mất điện thoại").value();
    ASSERT_TRUE(Activate(house.platform, "an.nguyenvan", access.code, kPassword));
    EXPECT_TRUE(ComeIn("an.nguyenvan"));
}

// Decided by who can act: a code in an envelope administrates nothing.
TEST_P(Staff, the_last_administrator_cannot_be_ended) {
    const auto first = AtWork("quan.tri", "operator");
    const auto post = PostsOn(first, kToday).at(0).id;
    EXPECT_EQ(Disable(house.platform, kConsole, first, "Nghỉ").error().code, "STAFF_LAST_OPERATOR");
    EXPECT_EQ(EndPost(house.platform, kConsole, post, kToday, "Nghỉ").error().code, "STAFF_LAST_OPERATOR");
    const auto second = Hired("quan.tri2");
    ASSERT_TRUE(AppointTo(house.platform, kConsole, second, {.unit = Ward(), .role = "operator"}));
    EXPECT_EQ(Disable(house.platform, kConsole, first, "Nghỉ").error().code, "STAFF_LAST_OPERATOR");
    const auto third = AtWork("quan.tri3", "operator");
    EXPECT_TRUE(Disable(house.platform, kConsole, second, "Nhầm"));
    EXPECT_TRUE(EndPost(house.platform, kConsole, post, kToday, "Nghỉ"));
    EXPECT_EQ(Disable(house.platform, kConsole, third, "Nghỉ").error().code, "STAFF_LAST_OPERATOR");
}

TEST_P(Staff, two_administrators_who_end_each_other_at_once_do_not_both_succeed) {
    const auto one = AtWork("quan.tri", "operator"), other = AtWork("quan.tri2", "operator");
    bool ended[2] = {false, false};
    {
        const std::jthread first([&] { ended[0] = Disable(house.platform, kConsole, one, "a").has_value(); });
        const std::jthread second([&] { ended[1] = Disable(house.platform, kConsole, other, "b").has_value(); });
    }
    EXPECT_NE(ended[0], ended[1]);
}

TEST_P(Staff, a_list_is_shown_as_its_changes_and_then_made_together) {
    const auto an = AtWork("an.nguyenvan", "specialist");
    const std::string list =
        "\xEF\xBB\xBFHọ và tên;Tên đăng nhập;Đơn vị;Vai trò;Chức vụ;Thư điện tử;Đến ngày\r\n"
        "Nguyễn Văn An;an.nguyenvan;so-tu-phap;specialist;Phó trưởng phòng;an@vidu.vn;\r\n"
        "Lê Thị Bình;binh.lethi;Sở Tư pháp;Cán bộ một cửa;;;31/12/2027\r\n"
        "Lê Thị Bình;binh.lethi;H56.02;clerk;;;\r\n"
        "Nguyễn Văn An;an.nguyenvan;Sở Nội vụ;leader;;;\r\n";
    const auto plan = PlanStaff(house.platform, list).value();
    ASSERT_TRUE(plan.faults.empty()) << plan.faults[0].why;
    std::vector<RowEffect> effects;
    for (const auto& row : plan.rows) effects.push_back(row.effect);
    EXPECT_EQ(effects, (std::vector{RowEffect::changes, RowEffect::hires, RowEffect::appoints, RowEffect::appoints}));
    EXPECT_EQ(plan.rows[0].what, "chức vụ: Chuyên viên → Phó trưởng phòng; thư điện tử:  → an@vidu.vn");
    const auto codes = CarryOut(house.platform, kConsole, plan, Faulty::refuse).value();
    ASSERT_EQ(codes.size(), 1U);
    EXPECT_TRUE(Activate(house.platform, "binh.lethi", codes[0].code, kPassword));
    EXPECT_EQ(PostsOn(codes[0].account.id, kToday).size(), 2U);
    EXPECT_EQ(PostsOn(an, kToday).size(), 2U);

    const auto again = PlanStaff(house.platform, list).value();
    EXPECT_EQ(again.Count(RowEffect::nothing), 4U) << "the same list again changes nothing";
    EXPECT_EQ(CarryOut(house.platform, kConsole, plan, Faulty::refuse).error().code, "STAFF_LIST_STALE");
}

TEST_P(Staff, a_list_with_faults_is_refused_whole_or_its_good_rows_are_taken_if_asked) {
    const std::string list =
        "login,name,unit,role,from\n"
        "binh.lethi,Lê Thị Bình,so-tu-phap,clerk,1/12/2026\n"
        "cuong,Trần Văn Cường,Sở Không Có,clerk,\n"
        "dung,Phạm Văn Dũng,so-tu-phap,vua,31/2/2026\n"
        "binh.lethi,Lê Thị Bích,so-noi-vu,clerk,\n"
        "binh.lethi,Lê Thị Bình,so-tu-phap,clerk,\n";
    const auto plan = PlanStaff(house.platform, list).value();
    std::vector<int> lines;
    for (const auto& fault : plan.faults) lines.push_back(fault.line);
    EXPECT_EQ(lines, (std::vector{3, 4, 5, 6}));
    EXPECT_EQ(CarryOut(house.platform, kConsole, plan, Faulty::refuse).error().code, "STAFF_LIST_FAULTS");
    EXPECT_NE(FaultsAsCsv(plan).find("dung,Phạm Văn Dũng,so-tu-phap,vua,31/2/2026,"), std::string::npos) << FaultsAsCsv(plan);
    const auto codes = CarryOut(house.platform, kConsole, plan, Faulty::leave_out).value();
    ASSERT_EQ(codes.size(), 1U);
    EXPECT_EQ(PostsEver(codes[0].account.id).at(0).held.from, Date::Of(2026, 12, 1));
    EXPECT_EQ(PlanStaff(house.platform, "họ,tên\na,b\n").error().code, "STAFF_LIST");
    EXPECT_EQ(PlanStaff(house.platform, "login;name\n\xff\xfe").error().code, "STAFF_LIST");
}

// A mailed link is no way round an administrator, and a code that was not used is no second door.
TEST_P(Staff, a_reset_link_opens_no_account_that_waits_or_was_let_go) {
    const auto access = Hire(house.platform, kConsole, {"an.nguyenvan", "Nguyễn Văn An", "an@vidu.vn", ""}).value();
    const auto an = access.account.id;
    EXPECT_FALSE(BeginReset(*house.database, an, kNow)) << "there is no password to forget";
    ASSERT_TRUE(Activate(house.platform, "an.nguyenvan", access.code, kPassword));
    const auto link = BeginReset(*house.database, an, kNow);
    ASSERT_TRUE(link);
    const auto renewed = RenewAccess(house.platform, kConsole, an, "Mất máy").value();
    EXPECT_EQ(FinishReset(house.platform, *link, kPassword).error().code, "RESET_EXPIRED");
    EXPECT_FALSE(BeginReset(*house.database, an, kNow));
    ASSERT_TRUE(Activate(house.platform, "an.nguyenvan", renewed.code, kPassword));

    const auto session = ComeIn("an.nguyenvan").value();
    const auto second = RenewAccess(house.platform, kConsole, an, "Lần nữa").value();
    EXPECT_FALSE(Recognise(*house.database, session.token, kNow));
    ASSERT_TRUE(Activate(house.platform, "an.nguyenvan", second.code, kPassword));
    const auto living = BeginReset(*house.database, an, kNow);
    ASSERT_TRUE(FinishReset(house.platform, *living, "đồng lúa chín vàng óng"));
    EXPECT_EQ(Activate(house.platform, "an.nguyenvan", second.code, kPassword).error().code, "ACTIVATION_WRONG");
    const auto before = BeginReset(*house.database, an, kNow);
    ASSERT_TRUE(Disable(house.platform, kConsole, an, "Nghỉ"));
    EXPECT_FALSE(BeginReset(*house.database, an, kNow));
    EXPECT_EQ(FinishReset(house.platform, *before, kPassword).error().code, "RESET_EXPIRED");
}

TEST_P(Staff, the_past_cannot_be_written_anew) {
    const auto an = AtWork("an.nguyenvan", "specialist");
    const auto post = PostsOn(an, kToday).at(0).id;
    house.clock.Set(kNow + 100 * kDay);
    const auto today = kToday + 100;
    EXPECT_EQ(EndPost(house.platform, kConsole, post, today - 2, "Nhầm").error().code, "STAFF_PAST");
    ASSERT_TRUE(EndPost(house.platform, kConsole, post, today + 5, "Hết hạn hợp đồng"));
    EXPECT_EQ(EndPost(house.platform, kConsole, post, today + 9, "Kéo dài").error().code, "STAFF_DAYS")
        << "it would meet a post that was given from the day after";
    ASSERT_TRUE(EndPost(house.platform, kConsole, post, today - 1, "Nghỉ sớm"));
    EXPECT_EQ(AppointTo(house.platform, kConsole, an, {.unit = Ward(), .role = "leader", .from = today - 60, .until = today - 30})
                  .error()[0]
                  .code,
              "STAFF_PAST");
    EXPECT_TRUE(AppointTo(house.platform, kConsole, an, {.unit = Ward(), .role = "leader", .from = today - 60}))
        << "a post of today may have begun before it is written down";
}

TEST_P(Staff, a_list_changes_last_days_and_nothing_that_has_been) {
    const std::string head = "login,name,unit,role,position,from,until\n",
                      who = "an.nguyenvan,Nguyễn Văn An,so-tu-phap,specialist,";
    const auto done = [&](const std::string& row) {
        const auto plan = PlanStaff(house.platform, head + row).value();
        if (!plan.faults.empty()) return "fault: " + plan.faults[0].why;
        const auto carried = CarryOut(house.platform, kConsole, plan, Faulty::refuse);
        return carried ? plan.rows[0].what : carried.error().code;
    };
    EXPECT_EQ(done(who + "Phó trưởng phòng,23/11/2026,31/12/2027\n"), "");
    EXPECT_EQ(done(who + ",,\n"), "") << "an empty cell keeps what is known";
    EXPECT_EQ(done(who + ",,31/12/2026\n"), "ngày cuối: 31/12/2027 → 31/12/2026");
    EXPECT_EQ(done(who + ",,31/12/2028\n").substr(0, 6), "fault:");
    EXPECT_EQ(done(who + ",1/12/2026,\n").substr(0, 6), "fault:") << "the first day stays";
    EXPECT_EQ(done(who + ",,1/11/2026\n").substr(0, 6), "fault:");
    const auto an = house.database->Read([](storage::Transaction& tx) { return AccountStore(tx).GetByLogin("an.nguyenvan"); });
    ASSERT_TRUE(an);
    EXPECT_EQ(PostsEver(an->id).at(0).held.until, Date::Of(2026, 12, 31));
    EXPECT_EQ(PostsEver(an->id).at(0).held.position, "Phó trưởng phòng");
    EXPECT_EQ(PlanStaff(house.platform, "login,name,unit,role,login\n").error().code, "STAFF_LIST") << "a column twice";
    EXPECT_EQ(done("x.y," + std::string(300, 'a') + ",so-tu-phap,clerk,,,\n").substr(0, 6), "fault:");
}

TEST_P(Staff, what_a_spreadsheet_would_run_is_written_as_text) {
    const auto plan =
        PlanStaff(house.platform, "login,name,unit,role,phone\nan.le,=HYPERLINK(B2),Sở Không Có,clerk,+84912345678\n").value();
    ASSERT_EQ(plan.faults.size(), 1U);
    auto csv = FaultsAsCsv(plan);
    EXPECT_NE(csv.find("'=HYPERLINK"), std::string::npos) << csv;
    EXPECT_NE(csv.find("'+84912345678"), std::string::npos) << csv;
    csv.replace(csv.find("Sở Không Có"), std::string("Sở Không Có").size(), "so-tu-phap");
    const auto again = PlanStaff(house.platform, csv).value();
    ASSERT_EQ(again.faults.size(), 0U) << "what comes back is a list to mend and send again: " << again.faults[0].why;
    EXPECT_EQ(again.rows[0].officer.name, "=HYPERLINK(B2)");
    EXPECT_EQ(again.rows[0].officer.phone, "0912345678");
}

TEST_P(Staff, of_three_administrators_who_end_each_other_at_once_one_stays) {
    AccountId accounts[3];
    AppointmentId posts[3];
    for (int each = 0; each < 3; ++each) {
        accounts[each] = AtWork("quan.tri" + std::to_string(each), "operator");
        posts[each] = PostsOn(accounts[each], kToday).at(0).id;
    }
    {
        std::vector<std::jthread> threads;
        for (int each = 0; each < 3; ++each)
            threads.emplace_back([&, each] {
                if (each == 1)
                    (void)Disable(house.platform, kConsole, accounts[each], "a");
                else
                    (void)EndPost(house.platform, kConsole, posts[each], kToday - 1, "b");
            });
    }
    const auto left =
        house.database->Read([](storage::Transaction& tx) { return StaffStore(tx).AbleOn(kAdministrate, kToday).size(); });
    EXPECT_GE(left, 1U);
}

TEST_P(Staff, nobody_gives_power_to_themselves) {
    const auto an = AtWork("quan.tri", "operator");
    const Manager herself{an, "Nguyễn Văn An"};
    EXPECT_EQ(AppointTo(house.platform, herself, an, {.unit = Ward(), .role = "leader"}).error()[0].code, "STAFF_ONESELF");
    EXPECT_EQ(RenewAccess(house.platform, herself, an, "Thử").error().code, "STAFF_ONESELF");
    EXPECT_TRUE(AppointTo(house.platform, kConsole, an, {.unit = Ward(), .role = "leader"}));
    EXPECT_EQ(EndPost(house.platform, kConsole, PostsOn(an, kToday).at(0).id, kToday, std::string(600, 'x')).error().code,
              "STAFF_REASON");
}

// Posts from before days were written down have neither.
TEST_P(Staff, a_post_from_before_is_held_and_ends_like_any_other) {
    const auto an = Hired("an.nguyenvan");
    house.database->MustWrite(
        [&](storage::Transaction& tx) { AccountStore(tx).Appoint(an, {.unit = Ward(), .role = "clerk", .position = "Cán bộ"}); });
    const auto post = PostsOn(an, kToday).at(0);
    EXPECT_FALSE(post.from || post.until);
    EXPECT_EQ(PostsOn(an, kToday - 9000).size(), 1U);
    EXPECT_EQ(AppointTo(house.platform, kConsole, an, {.unit = Ward(), .role = "clerk"}).error()[0].code, "STAFF_POST_HELD");
    EXPECT_TRUE(EndPost(house.platform, kConsole, post.id, kToday, "Hết"));
}

TEST_P(Staff, a_list_leaves_a_post_that_has_not_begun_alone) {
    const auto an = AtWork("an.nguyenvan", "specialist");
    ASSERT_TRUE(AppointTo(house.platform, kConsole, an, {.unit = Ward(), .role = "clerk", .from = kToday + 100}));
    const std::string head = "login,name,unit,role,until\n", who = "an.nguyenvan,Nguyễn Văn An,so-tu-phap,clerk,";
    EXPECT_EQ(PlanStaff(house.platform, head + who + "\n")->faults.size(), 1U) << "today it is not held";
    const auto before = PlanStaff(house.platform, head + who + "30/12/2026\n").value();
    ASSERT_EQ(before.rows.size(), 1U);
    EXPECT_EQ(before.rows[0].effect, RowEffect::appoints) << "of the time before it";
}

INSTANTIATE_TEST_SUITE_P(Both, Staff, storage::testing::Values(storage::testing::Sqlite, storage::testing::Postgres));

}  // namespace
}  // namespace dongson::identity
