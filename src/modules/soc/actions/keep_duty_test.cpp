#include "modules/soc/actions/keep_duty.h"

#include <gtest/gtest.h>

#include "modules/soc/centre/call_on_duty.h"
#include "modules/soc/storage/alert_store.h"
#include "modules/soc/storage/duty_store.h"
#include "platform/identity/storage/account_store.h"
#include "platform/notices/notices.h"
#include "platform/testing/bare_house.h"

namespace dongson::soc {
namespace {

using namespace storage::testing;
using storage::Transaction;

struct Office : dongson::testing::BareHouse {
    explicit Office(storage::Engine engine) : BareHouse(engine, Instant::Parse("2026-11-25 08:00").value()) {}

    AccountId Analyst(const std::string& name) {
        const identity::Account account{.id = Fresh<AccountTag>(),
                                        .kind = identity::AccountKind::officer,
                                        .login = name,
                                        .name = name,
                                        .created = clock.Now()};
        platform.storage.MustWrite([&](Transaction& tx) {
            identity::AccountStore accounts(tx);
            accounts.Insert(account);
            accounts.Appoint(account.id, {units.Now()->FindByKey("so-khoa-hoc-va-cong-nghe")->id, "analyst", "Trực"});
        });
        return account.id;
    }
    void Raise(int score) {
        platform.storage.MustWrite([&](Transaction& tx) {
            const AlertId id = Fresh<AlertTag>();
            AlertStore(tx).Insert({.id = id,
                                   .rule = "r",
                                   .title = "Nặng",
                                   .level = Level::critical,
                                   .score = score,
                                   .entity = {"user", ToText(id)},
                                   .first = clock.Now(),
                                   .last = clock.Now(),
                                   .raised = clock.Now(),
                                   .events = 1});
        });
    }
    std::string FieldRefused(const DutyEntry& entry) {
        const auto entered = EnterDuty(platform, officer, entry);
        return entered ? "" : entered.error().field;
    }
    std::size_t People() { return CallOnDuty(platform).people; }
    std::vector<notices::Notice> Told(AccountId id) {
        return platform.storage.Read([&](Transaction& tx) { return notices::Notices::NoticesOf(tx, id, 10); });
    }
    std::size_t Turns(Date from, Date until) {
        return platform.storage.Read([&](Transaction& tx) { return DutyStore(tx).Between(from, until).size(); });
    }
    void Wait(std::int64_t time) { clock.Set(clock.Now() + time); }
    identity::Officer officer;
};

class Duty : public ::testing::TestWithParam<storage::Engine> {};

TEST_P(Duty, is_entered_for_stretches_and_given_up_again) {
    Office office(GetParam());
    const AccountId an = office.Analyst("an");
    const Date today = office.clock.Now().LocalDate();
    const struct {
        DutyEntry entry;
        const char* field;
    } refused[] = {{{an, "trưa", DutyPlace::first, today, today}, "ca"},
                   {{an, "sang", DutyPlace::first, today, today - 1}, "den"},
                   {{an, "sang", DutyPlace::first, today, today + 400}, "den"},
                   {{an, "sang", DutyPlace::first, today - 5, today}, "tu"},
                   {{an, "sang", DutyPlace::first, today, today, 0}, "cach"},
                   {{Fresh<AccountTag>(), "sang", DutyPlace::first, today, today}, "nguoi"}};
    for (const auto& [entry, field] : refused) EXPECT_EQ(field, office.FieldRefused(entry));
    EXPECT_EQ("", office.FieldRefused({an, "sang", DutyPlace::first, today, today + 6, 2}));
    EXPECT_EQ("", office.FieldRefused({an, "sang", DutyPlace::second, today, today}));
    EXPECT_EQ(5U, office.Turns(today, today + 6)) << "every second day of a week, and one";
    EXPECT_EQ("", office.FieldRefused({{}, "sang", DutyPlace::first, today, today}));
    EXPECT_EQ(4U, office.Turns(today, today + 6));
}

TEST_P(Duty, calls_the_first_at_once_and_the_second_when_nobody_took_it) {
    Office office(GetParam());
    const AccountId an = office.Analyst("an"), binh = office.Analyst("binh");
    const Date today = office.clock.Now().LocalDate();
    office.Raise(11);
    EXPECT_EQ(0U, CallOnDuty(office.platform).alerts_nobody_was_there_for) << "it does not weigh enough";
    office.Raise(12);
    EXPECT_EQ(1U, CallOnDuty(office.platform).alerts_nobody_was_there_for);
    EXPECT_EQ(0U, CallOnDuty(office.platform).alerts_nobody_was_there_for) << "said once";
    EXPECT_EQ("", office.FieldRefused({an, "sang", DutyPlace::first, today, today}));
    EXPECT_EQ("", office.FieldRefused({binh, "sang", DutyPlace::second, today, today}));
    office.Wait(kMinute);
    office.Raise(15);
    office.Raise(20);
    EXPECT_EQ(1U, office.People());
    ASSERT_EQ(1U, office.Told(an).size()) << "once about both";
    EXPECT_TRUE(office.Told(an)[0].sentence.Now().contains("2 cảnh báo"));
    EXPECT_EQ(0U, office.Told(binh).size());
    office.Wait(5 * kMinute);
    office.Raise(20);
    EXPECT_EQ(0U, office.People()) << "called a short while ago";
    office.Wait(6 * kMinute);
    EXPECT_EQ(1U, office.People());
    EXPECT_EQ(2U, office.Told(an).size());
    office.Wait(5 * kMinute);
    EXPECT_EQ(1U, office.People()) << "nobody took the first two for a quarter of an hour";
    ASSERT_EQ(1U, office.Told(binh).size());
    EXPECT_TRUE(office.Told(binh)[0].sentence.Now().contains("2 cảnh báo"));
    EXPECT_EQ(0U, office.People());
}

TEST(DutyRules, tell_the_shift_of_any_moment) {
    const auto& rules = DutyRules::Shipped();
    const Date day = Date::Of(2026, 11, 28);
    const std::pair<int, ShiftTime> cases[] = {
        {0, {day - 1, "dem"}},     {5 * 60 + 59, {day - 1, "dem"}}, {6 * 60, {day, "sang"}},     {13 * 60 + 59, {day, "sang"}},
        {14 * 60, {day, "chieu"}}, {22 * 60, {day, "dem"}},         {23 * 60 + 59, {day, "dem"}}};
    for (const auto& [minute, time] : cases) EXPECT_EQ(time, ShiftAt(rules, Instant::At(day, minute))) << minute;
}

TEST(DutyRules, do_not_wait_for_the_second_where_nobody_was_first) {
    const auto& rules = DutyRules::Shipped();
    const Instant now{10 * kHour};
    const AccountId an{1};
    EXPECT_EQ(DutyPlace::first, PlaceToCall(rules, {}, now));
    const std::vector<Call> nobody{{.place = DutyPlace::first, .account = {}, .at = now}};
    EXPECT_EQ(DutyPlace::second, PlaceToCall(rules, nobody, now));
    const std::vector<Call> somebody{{.place = DutyPlace::first, .account = an, .at = now}};
    EXPECT_EQ(std::nullopt, PlaceToCall(rules, somebody, now + rules.second_after + -1));
    EXPECT_EQ(DutyPlace::second, PlaceToCall(rules, somebody, now + rules.second_after));
    const std::vector<Call> both{somebody[0], {.place = DutyPlace::second, .account = an, .at = now}};
    EXPECT_EQ(std::nullopt, PlaceToCall(rules, both, now + kDay));
}

INSTANTIATE_TEST_SUITE_P(Both, Duty, Values(Sqlite, Postgres));

}  // namespace
}  // namespace dongson::soc
