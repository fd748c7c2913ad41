#include "modules/one_stop/actions/recount_due.h"

#include <gtest/gtest.h>

#include "core/embedded.h"
#include "core/text.h"
#include "modules/one_stop/actions/ledger_entry.h"
#include "modules/one_stop/actions/lint_dossiers.h"
#include "modules/one_stop/storage/paper_store.h"
#include "modules/one_stop/testing/office.h"
#include "platform/calendar/calendars.h"
#include "platform/workflow/inbox.h"
#include "platform/workflow/storage/case_store.h"

namespace dongson::one_stop {

using storage::Transaction;
using testing::Office;

namespace {

// The shipped calendar with one notice more.
calendar::WorkingCalendar WithDayOff(const std::string& day) {
    DefinitionErrors errors;
    const auto days = std::string(Embedded("data/calendar/days.csv")) + day + ",holiday,Nghỉ bão,thử,official\n";
    auto parsed =
        calendar::WorkingCalendar::Parse({"test.yaml", Embedded("data/calendar/calendar.yaml"), "test.csv", days}, errors);
    EXPECT_TRUE(errors.empty()) << errors.Text();
    return parsed;
}

class RecountDueDates : public ::testing::TestWithParam<storage::Engine> {
  protected:
    RecountDueDates() : office(GetParam()) { RecountDue(office.platform); }

    Platform On(const calendar::WorkingCalendar& calendar) {
        auto& house = office.platform;
        auto& held = calendars_.emplace_back(std::make_unique<calendar::Calendars>(calendar));
        return {house.storage, house.clock,   house.units,       *held,          house.ledger,       house.jobs, house.notices,
                house.files,   house.figures, house.data_folder, house.base_url, house.province_name};
    }
    std::vector<Happening> Happenings(const Dossier& dossier) {
        return office.database->Read([&](Transaction& tx) { return workflow::CaseStore(tx).Happenings(dossier.id); });
    }
    std::vector<std::string> FaultsOf(const Platform& platform) {
        return office.database->Read([&](Transaction& tx) {
            std::vector<std::string> names;
            for (const auto& fault :
                 LintDossiers(tx, *office.units.Now(), *platform.calendar.Now(), office.clock.Now().LocalDate()).faults)
                if (fault.name == "DOSSIER_DUE_DIFFERS") names.push_back(fault.what);
            return names;
        });
    }

    Office office;

  private:
    std::vector<std::unique_ptr<calendar::Calendars>> calendars_;
};

}  // namespace

TEST_P(RecountDueDates, follow_a_new_day_off_and_say_why) {
    auto dossier = office.Do(office.as_clerk, office.ADossier(), "accept").value();
    dossier = office.Do(office.as_clerk, dossier, "forward").value();
    ASSERT_EQ(dossier.due.Local(), "2026-11-23 17:00");
    const auto receipt = office.database->Read([&](Transaction& tx) { return PaperStore(tx).Issued(dossier.id).back(); });
    const auto calendar = WithDayOff("2026-11-18");
    const auto changed = On(calendar);
    EXPECT_EQ(FaultsOf(changed).size(), 1U);

    office.At("2026-11-17 09:00");
    EXPECT_EQ(RecountDue(changed), 1);
    const auto after = office.Reread(dossier.code);
    EXPECT_EQ(after.due.Local(), "2026-11-25 17:00");  // the 24th is a holiday already
    EXPECT_EQ(after.due, calendar::ComputeDeadline(*after.allowed, calendar, after.clock)->due);
    EXPECT_EQ(FaultsOf(changed), std::vector<std::string>{});
    // The step began when it was handed over, not when it was counted again.
    EXPECT_EQ(after.step_due, calendar.AfterWorkingMinutes(Instant::Parse("2026-11-16 08:00").value(), 5 * 480 * 60 / 100));

    const auto happening = Happenings(dossier).back();
    EXPECT_EQ(happening.event, "recount_due");
    EXPECT_NE(happening.reason.find("17:00 ngày 25/11/2026, thay cho 17:00 ngày 23/11/2026"), std::string::npos)
        << happening.reason;
    EXPECT_NE(happening.reason.find("18/11/2026 nghỉ (Nghỉ bão)"), std::string::npos) << happening.reason;
    const auto notice = office.database->Read(
        [&](Transaction& tx) { return notices::Notices::NoticesOf(tx, office.citizen.id, 1).at(0).sentence.Now(); });
    EXPECT_NE(notice.find("nay hẹn trả 17:00 ngày 25/11/2026"), std::string::npos) << notice;
    const auto inbox = office.database->Read([&](Transaction& tx) {
        return workflow::InboxStore(tx).Read(office.specialist, workflow::InboxView::all, office.clock.Now());
    });
    EXPECT_EQ(inbox.items.at(0)->due, after.due);
    // What was issued says what it said.
    EXPECT_EQ(office.database->Read([&](Transaction& tx) { return PaperStore(tx).Issued(dossier.id).back(); }).digest,
              receipt.digest);

    office.ledger.Sequence();
    ledger::Audit audit(*office.database, office.ledger.Verifier());
    audit.HoldTree();
    AuditDossiers(changed, audit);
    EXPECT_EQ(audit.faults(), std::vector<std::string>{});
}

// Nobody wins time by asking, nor by a new calendar: the step began when the dossier came.
TEST_P(RecountDueDates, count_a_step_from_when_it_began_not_from_a_question_or_what_was_taken_back) {
    auto dossier = office.Do(office.as_clerk, office.ADossier(), "accept").value();
    dossier = office.Do(office.as_clerk, dossier, "forward").value();
    const auto began = office.clock.Now();
    office.At("2026-11-17 09:00");
    dossier = office
                  .Do(office.as_specialist, Act{.code = dossier.code,
                                                .event = "ask_opinion",
                                                .expected_version = dossier.version,
                                                .reason = "Có vướng quy hoạch không?",
                                                .asked = {office.other_department}})
                  .value();
    const auto calendar = WithDayOff("2026-11-18");
    EXPECT_EQ(RecountDue(On(calendar)), 1);
    EXPECT_EQ(office.Reread(dossier.code).step_due, calendar.AfterWorkingMinutes(began, 5 * 480 * 60 / 100));
}

// A day that was given lawfully is the step's as well, today and under another calendar.
TEST_P(RecountDueDates, keep_the_new_day_of_an_extension_for_the_step) {
    auto dossier = office.Do(office.as_clerk, office.ADossier(), "accept").value();
    dossier = office.Do(office.as_clerk, dossier, "forward").value();
    office.At("2026-11-17 09:00");
    Act extend{.code = dossier.code, .event = "extend", .expected_version = dossier.version, .reason = "Chờ kiểm tra"};
    extend.until = Date::Of(2026, 11, 30);
    dossier = office.Do(office.as_leader, extend).value();
    EXPECT_EQ(dossier.step_due, dossier.due) << "what was put off lawfully reads overdue nowhere";
    const auto calendar = WithDayOff("2026-11-30");
    RecountDue(On(calendar));
    const auto after = office.Reread(dossier.code);
    EXPECT_EQ(after.step_due, after.due);
}

TEST_P(RecountDueDates, are_counted_again_once) {
    auto dossier = office.Do(office.as_clerk, office.ADossier(), "accept").value();
    EXPECT_EQ(RecountDue(office.platform), 0);
    const auto calendar = WithDayOff("2026-11-18");
    const auto changed = On(calendar);
    EXPECT_EQ(RecountDue(changed), 1);
    EXPECT_EQ(RecountDue(changed), 0);
    // Begun again after it was cut off, it finds what it has done.
    office.database->MustWrite([](Transaction& tx) { DossierStore(tx).CountedBy("another"); });
    EXPECT_EQ(RecountDue(changed), 0);
    EXPECT_EQ(Happenings(dossier).size(), 3U);
    // A notice that is taken back moves it back.
    EXPECT_EQ(RecountDue(office.platform), 1);
    EXPECT_EQ(office.Reread(dossier.code).due.Local(), "2026-11-23 17:00");
}

TEST_P(RecountDueDates, of_what_is_decided_or_not_received_yet) {
    auto decided = office.Do(office.as_clerk, office.ADossier(), "accept").value();
    decided = office.Do(office.as_clerk, decided, "forward").value();
    Act draft{.code = decided.code, .event = "submit_for_signature", .expected_version = decided.version, .result_text = "Có"};
    decided = office.Do(office.as_specialist, draft).value();
    decided = office.Do(office.as_leader, decided, "sign").value();
    const auto waiting = office.ADossier();
    ASSERT_EQ(waiting.step_due.Local(), "2026-11-17 08:00");
    const auto calendar = WithDayOff("2026-11-17");
    EXPECT_EQ(RecountDue(On(calendar)), 1);
    EXPECT_EQ(office.Reread(decided.code).due, decided.due);
    EXPECT_EQ(office.Reread(waiting.code).step_due.Local(), "2026-11-18 08:00");
    EXPECT_NE(Happenings(waiting).back().reason.find("Trả lời chậm nhất: 08:00 ngày 18/11/2026"), std::string::npos)
        << Happenings(waiting).back().reason;
}

// Into a year whose notice is not out: once it is, the day that was an estimate is counted by it.
TEST_P(RecountDueDates, of_an_estimate_say_that_they_are_one) {
    office.At("2026-12-28 08:00");
    const auto dossier = office.Do(office.as_clerk, office.ADossier(), "accept").value();
    const auto calendar = WithDayOff("2027-01-04");
    EXPECT_EQ(RecountDue(On(calendar)), 1);
    EXPECT_GT(office.Reread(dossier.code).due, dossier.due);
    const auto notice = office.database->Read(
        [&](Transaction& tx) { return notices::Notices::NoticesOf(tx, office.citizen.id, 1).at(0).sentence.Now(); });
    EXPECT_NE(notice.find("ước tính"), std::string::npos) << notice;
}

INSTANTIATE_TEST_SUITE_P(Both, RecountDueDates, storage::testing::Values(storage::testing::Sqlite, storage::testing::Postgres));

}  // namespace dongson::one_stop
