// The life of an edition of the calendar: written, tried, approved by another, followed by every node, taken back.
#include "modules/one_stop/calendar_definition.h"

#include <gtest/gtest.h>

#include "core/text.h"
#include "modules/one_stop/actions/recount_due.h"
#include "modules/one_stop/testing/office.h"
#include "platform/definitions/calendar_in_force.h"
#include "platform/definitions/definitions.h"

namespace dongson::one_stop {

using definitions::By;
using definitions::CalendarKeeper;
using definitions::Edition;
using storage::Transaction;
using testing::Office;

namespace {

constexpr std::string_view kStorm = R"(days:
  - {date: 2026-11-18, kind: holiday, name: "Nghỉ phòng, chống bão", source: "Công điện 12/CĐ-UBND"}
)";

class TheCalendarOfAProvince : public ::testing::TestWithParam<storage::Engine> {
  protected:
    TheCalendarOfAProvince() : office(GetParam()) {
        all.EnterShipped();
        keeper.Look();
        FollowCalendar(office.platform);
        RecountDue(office.platform);
        dossier = office.Do(office.as_clerk, office.ADossier(), "accept").value();
        dossier = office.Do(office.as_clerk, dossier, "forward").value();
    }

    Edition Approved(std::string_view text, std::int64_t begun_from, std::optional<Date> from = {}) {
        const auto today = office.clock.Now().LocalDate();
        const auto draft = all.Draft(author, {"province", std::string(text), begun_from, from.value_or(today), "Bão số 12"});
        EXPECT_TRUE(draft) << draft.error().front().sentence.Now();
        EXPECT_TRUE(all.Propose(author, draft->id));
        EXPECT_EQ(all.Approve(author, draft->id, "").error().code, "DEFINITION_ONESELF");
        return all.Approve(approver, draft->id, "").value();
    }
    // As a node does twice a second, and then the job.
    void Follow() {
        keeper.Look();
        office.clock.Set(office.clock.Now() + kMinute);
        while (office.jobs.DoOne("recount_due")) {
        }
    }
    std::string Due() { return office.Reread(dossier.code).due.Local(); }

    Office office;
    definitions::Definitions all{*office.database, office.clock, CalendarDefinition()};
    CalendarKeeper keeper{*office.database, office.clock, office.calendar};
    By author{Fresh<AccountTag>(), "Lê An"}, approver{Fresh<AccountTag>(), "Lê Bình"};
    Dossier dossier;
};

}  // namespace

TEST_P(TheCalendarOfAProvince, moves_the_due_date_when_it_is_approved_and_back_when_it_is_withdrawn) {
    ASSERT_EQ(Due(), "2026-11-23 17:00");
    const auto storm = Approved(kStorm, 0);
    EXPECT_EQ(Due(), "2026-11-23 17:00") << "nobody has looked";
    Follow();
    EXPECT_EQ(Due(), "2026-11-25 17:00");
    EXPECT_NE(office.Happenings(dossier).back().reason.find("18/11/2026 nghỉ (Nghỉ phòng, chống bão)"), std::string::npos);
    const auto notice = office.database->Read(
        [&](Transaction& tx) { return notices::Notices::NoticesOf(tx, office.citizen.id, 1).at(0).sentence.Now(); });
    EXPECT_NE(notice.find("nay hẹn trả 17:00 ngày 25/11/2026"), std::string::npos) << notice;

    ASSERT_TRUE(all.Withdraw(approver, storm.id, "Bão không vào"));
    Follow();
    EXPECT_EQ(Due(), "2026-11-23 17:00");
}

TEST_P(TheCalendarOfAProvince, comes_into_force_on_its_day) {
    office.clock.Set(Instant::Parse("2026-11-16 15:00").value());
    Approved(kStorm, 0, Date::Of(2026, 11, 17));
    Follow();
    EXPECT_EQ(Due(), "2026-11-23 17:00");
    office.At("2026-11-17 00:00");
    Follow();
    EXPECT_EQ(Due(), "2026-11-25 17:00");
}

TEST_P(TheCalendarOfAProvince, keeps_the_hours_that_days_before_it_had) {
    const auto first = Approved(R"(hours: ["08:00-12:00", "13:00-16:00"])", 0, Date::Of(2026, 11, 19));
    office.At("2026-11-19 08:00");
    Follow();
    EXPECT_EQ(Due(), "2026-11-23 16:00") << "what falls due after the change ends by the new hours";
    Approved(kStorm, first.version, Date::Of(2026, 11, 20));
    office.At("2026-11-20 08:00");
    Follow();
    EXPECT_EQ(Due(), "2026-11-25 17:00") << "an edition without hours has those that ship";
    EXPECT_EQ(office.calendar.Now()->Closes(Date::Of(2026, 11, 19)), 16 * 60) << "and the day before keeps its own";
    EXPECT_EQ(office.calendar.Now()->Closes(Date::Of(2026, 11, 18)), 17 * 60);
    office.At("2026-11-21 08:00");
    ASSERT_TRUE(all.Withdraw(approver, first.id, "Ghi nhầm"));
    Follow();
    EXPECT_EQ(office.calendar.Now()->Closes(Date::Of(2026, 11, 19)), 16 * 60) << "the days it held keep its hours";
}

TEST_P(TheCalendarOfAProvince, is_seen_by_every_node) {
    calendar::Calendars elsewhere(calendar::WorkingCalendar::Shipped());
    CalendarKeeper other(*office.database, office.clock, elsewhere);
    int told = 0;
    elsewhere.WhenChanged([&] { ++told; });
    other.Look();
    EXPECT_EQ(told, 0);
    Approved(kStorm, 0);
    other.Look();
    other.Look();
    EXPECT_FALSE(elsewhere.Now()->IsWorkingDay(Date::Of(2026, 11, 18)));
    EXPECT_EQ(told, 1);
}

TEST_P(TheCalendarOfAProvince, keeps_what_the_settings_say_of_pauses) {
    const calendar::PauseRules anew{.before_due = calendar::PauseRule::restart, .from_due = calendar::PauseRule::restart};
    calendar::Calendars calendars(calendar::WorkingCalendar::Shipped().With(anew));
    CalendarKeeper other(*office.database, office.clock, calendars);
    Approved(kStorm, 0);
    other.Look();
    EXPECT_EQ(calendars.Now()->pauses().before_due, calendar::PauseRule::restart);
}

TEST_P(TheCalendarOfAProvince, is_tried_before_it_is_approved_and_nothing_moves) {
    const auto trial = [&](std::string_view text) {
        return office.database->Read([&](Transaction& tx) {
            std::string told;
            for (const auto& effect : CalendarDefinition().trial(office.platform, tx, {"province", std::string(text), {}},
                                                                 office.clock.Now().LocalDate()))
                told += effect.what.In(Language::vietnamese) + "\n";
            return told;
        });
    };
    const auto told = trial(kStorm);
    EXPECT_NE(told.find("1 hồ sơ đang giải quyết: 1 hồ sơ hẹn muộn hơn, 0 hồ sơ hẹn sớm hơn"), std::string::npos) << told;
    EXPECT_NE(told.find(dossier.code + ": 23/11/2026 → 25/11/2026"), std::string::npos) << told;
    EXPECT_NE(told.find("1 giấy hẹn đã cấp"), std::string::npos) << told;
    EXPECT_EQ(Due(), "2026-11-23 17:00");
    EXPECT_NE(trial("").find("không hồ sơ nào phải tính lại"), std::string::npos);
    office.At("2026-11-20 08:00");
    EXPECT_NE(trial(kStorm).find("Có ngày đã qua bị đổi (18/11/2026)"), std::string::npos) << trial(kStorm);
}

TEST_P(TheCalendarOfAProvince, tries_earlier_days_as_well) {
    Approved(kStorm, 0);
    Follow();
    const auto back =
        office.database->Read([&](Transaction& tx) { return TryCalendar(tx, calendar::WorkingCalendar::Shipped()); });
    EXPECT_EQ(back.open, 1);
    EXPECT_EQ(back.earlier, 1);
    EXPECT_EQ(back.later, 0);
}

TEST(TheCalendarAsItShips, adds_nothing_and_has_no_faults) {
    const auto shipped = CalendarDefinition().shipped();
    ASSERT_EQ(shipped.size(), 1U);
    EXPECT_TRUE(CalendarDefinition().check({shipped[0].key, shipped[0].text, {}}).empty());
    EXPECT_EQ(CalendarDefinition().about(shipped[0].text), "Theo lịch kèm chương trình");
}

// What was good under a program that knew those years is looked at under one that does not.
TEST(TheCalendarAsItShips, shows_years_it_does_not_know_as_little_as_it_counts_them) {
    const std::string old = R"(days: [{date: 2011-09-02, kind: holiday, name: "Quốc khánh", source: "TB"}])";
    EXPECT_FALSE(CalendarDefinition().check({"province", old, {}}).empty());
    EXPECT_EQ(CalendarDefinition().preview(old).bytes().find("2011"), std::string::npos);
}

INSTANTIATE_TEST_SUITE_P(Both, TheCalendarOfAProvince,
                         storage::testing::Values(storage::testing::Sqlite, storage::testing::Postgres));

}  // namespace dongson::one_stop
