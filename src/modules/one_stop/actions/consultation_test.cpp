// Several units are asked at once, officers write to one another, and a step that nobody has seen is undone.
#include <gtest/gtest.h>

#include <algorithm>

#include "modules/one_stop/actions/dossier_writing.h"
#include "modules/one_stop/actions/ledger_entry.h"
#include "modules/one_stop/storage/dossier_store.h"
#include "modules/one_stop/storage/procedure_store.h"
#include "modules/one_stop/testing/audited.h"
#include "platform/notices/notices.h"
#include "platform/workflow/derived.h"
#include "platform/workflow/inbox.h"
#include "platform/workflow/storage/case_store.h"
#include "platform/workflow/viewing.h"

namespace dongson::one_stop {

using storage::Transaction;
using testing::Office;

namespace {

class Consulted : public ::testing::TestWithParam<storage::Engine> {
  protected:
    Consulted() : office(GetParam()) {
        third = office.units.Now()->FindByKey("so-nong-nghiep-va-moi-truong")->id;
        as_third = office.Appoint("snnmt", third, "specialist");
    }

    Dossier Examined(const std::string& process = "opinion") {
        auto dossier = office.Do(office.as_clerk, office.ADossier(process), "accept").value();
        return office
            .Do(office.as_clerk, Act{.code = dossier.code,
                                     .event = "forward",
                                     .expected_version = dossier.version,
                                     .assignee = office.specialist.account.id})
            .value();
    }
    Result<Dossier> Ask(const Dossier& dossier, std::vector<UnitId> units) {
        return office.Do(office.as_specialist, Act{.code = dossier.code,
                                                   .event = "ask_opinion",
                                                   .expected_version = dossier.version,
                                                   .reason = "Có vướng quy hoạch không?",
                                                   .asked = std::move(units)});
    }
    Result<Dossier> Submit(const Dossier& dossier, std::string result = "Đồng ý") {
        return office.Do(office.as_specialist, Act{.code = dossier.code,
                                                   .event = "submit_for_signature",
                                                   .expected_version = dossier.version,
                                                   .result_text = std::move(result)});
    }
    std::vector<Consultation> Opinions(const Dossier& dossier) {
        return office.database->Read([&](Transaction& tx) { return workflow::CaseStore(tx).Consultations(dossier.id); });
    }
    int Work(const identity::Officer& officer) { return office.InboxCount(officer, workflow::InboxView::all); }
    std::vector<notices::Notice> Told(const identity::Officer& officer) {
        return office.database->Read([&](Transaction& tx) { return notices::Notices::NoticesOf(tx, officer.account.id, 10); });
    }
    std::string StateInInbox(const identity::Officer& officer) {
        return office.database->Read([&](Transaction& tx) {
            return workflow::InboxStore(tx).Read(officer, workflow::InboxView::all, office.clock.Now()).items.at(0)->state.vi;
        });
    }
    std::vector<std::string> AuditFaults() { return testing::AuditFaults(office); }

    Office office;
    UnitId third;
    identity::Officer as_third;
};

}  // namespace

TEST_P(Consulted, several_units_answer_each_in_its_time_and_the_case_goes_on_meanwhile) {
    auto dossier = Ask(Examined(), {office.other_department, third}).value();
    EXPECT_EQ(dossier.state, "examining") << "waiting is no state of its own";
    EXPECT_EQ(Work(office.asked), 1);
    EXPECT_EQ(Work(as_third), 1);
    EXPECT_REFUSED(office.Do(office.as_specialist, dossier, "submit_for_signature"), "ONE_STOP_OPINION_OPEN");
    dossier = office.Do(office.as_asked, dossier, "answer_opinion", "Không vướng").value();
    EXPECT_EQ(Work(office.asked), 0);
    EXPECT_EQ(Work(as_third), 1) << "another unit's question is still theirs";
    EXPECT_REFUSED(office.Do(office.as_asked, dossier, "answer_opinion", "Xin nói lại"), "ONE_STOP_NOT_YOURS");
    EXPECT_REFUSED(office.Do(office.as_specialist, dossier, "submit_for_signature"), "ONE_STOP_OPINION_OPEN");
    EXPECT_EQ(office.InboxCount(office.specialist, workflow::InboxView::waiting), 1);
    dossier = office.Do(Actor::Of(as_third), dossier, "answer_opinion", "Đúng mục đích đất").value();
    EXPECT_EQ(office.InboxCount(office.specialist, workflow::InboxView::waiting), 0);
    EXPECT_TRUE(Submit(dossier));
    EXPECT_TRUE(AuditFaults().empty());
}

// Waiting was a state, and while it lasted nobody could stop the dossier or set a new day.
TEST_P(Consulted, whoever_waits_for_an_answer_can_do_everything_else) {
    auto dossier = Ask(Examined(), {third}).value();
    office.At("2026-11-17 08:00");
    Act extend{.code = dossier.code, .event = "extend", .expected_version = dossier.version, .reason = "Chờ ý kiến"};
    extend.until = office.platform.calendar.Now()->NthWorkingDayAfter(dossier.due.LocalDate(), 2);
    dossier = office.Do(office.as_leader, extend).value();
    dossier = office.Do(office.as_leader, dossier, "stop", "Không đủ căn cứ").value();
    EXPECT_EQ(Work(as_third), 0) << "nobody is asked about what is over";
    EXPECT_TRUE(Opinions(dossier).at(0).dropped);
}

TEST_P(Consulted, one_is_not_waited_for_any_more_and_the_other_is) {
    auto dossier = Ask(Examined(), {office.other_department, third}).value();
    const auto first = Opinions(dossier).at(0);
    EXPECT_REFUSED(office.Do(office.as_specialist, dossier, "stop_waiting", "Quá hạn"), "ONE_STOP_OPINION_CHOICE")
        << "all are dropped one by one, or none";
    Act stop{.code = dossier.code,
             .event = "stop_waiting",
             .expected_version = dossier.version,
             .reason = "Quá hạn",
             .opinion = first.id};
    dossier = office.Do(office.as_specialist, stop).value();
    EXPECT_EQ(Work(first.unit == third ? as_third : office.asked), 0);
    EXPECT_EQ(Work(first.unit == third ? office.asked : as_third), 1);
    stop.expected_version = dossier.version;
    EXPECT_REFUSED(office.Do(office.as_specialist, stop), "ONE_STOP_NO_OPINION_OPEN") << "it was said before";
    stop.opinion = 0;  // there is only one
    dossier = office.Do(office.as_specialist, stop).value();
    EXPECT_TRUE(std::ranges::all_of(Opinions(dossier), &Consultation::dropped));
    stop.expected_version = dossier.version;
    EXPECT_REFUSED(office.Do(office.as_specialist, stop), "ONE_STOP_NO_OPINION_OPEN");
}

// As many as may be asked may all stay silent: no dossier waits for ever.
TEST_P(Consulted, whoever_asked_twelve_can_stop_waiting_for_each) {
    auto dossier = Examined();
    std::vector<UnitId> units;
    const auto today = office.clock.Now().LocalDate();
    for (const auto* unit : office.units.Now()->Existing(organisation::Level::commune, today))
        if (unit->id != dossier.holder && units.size() < 12) units.push_back(unit->id);
    dossier = Ask(dossier, units).value();
    for (const auto& opinion : Opinions(dossier)) {
        const auto stopped = office.Do(office.as_specialist, Act{.code = dossier.code,
                                                                 .event = "stop_waiting",
                                                                 .expected_version = dossier.version,
                                                                 .reason = "Quá hạn",
                                                                 .opinion = opinion.id});
        ASSERT_TRUE(stopped) << stopped.error().code;
        dossier = *stopped;
    }
    EXPECT_TRUE(Submit(dossier));
}

// A button pressed twice is one note; the same words with another file are another.
TEST_P(Consulted, the_same_words_with_another_file_are_another_note) {
    const auto dossier = Examined();
    const auto notes = [&] { return std::ranges::count_if(office.Happenings(dossier), IsNote); };
    for (const auto& [file, wanted] : {std::pair("một", 1), {"một", 1}, {"hai", 2}}) {
        ASSERT_TRUE(WriteNote(office.platform, office.specialist, {dossier.code, "Xem tệp kèm", {office.AFile(file)}}));
        EXPECT_EQ(notes(), wanted) << file;
    }
    ASSERT_TRUE(WriteNote(office.platform, office.specialist, {dossier.code, "Xem tệp kèm", {}}));
    EXPECT_EQ(notes(), 3);
}

// What the applicant writes meanwhile opens nothing where the dossier went.
TEST_P(Consulted, a_message_leaves_the_last_step_to_be_taken_back_and_nobody_is_judged_by_it) {
    const auto examined = Examined();
    auto dossier = Submit(examined, "Nhầm").value();
    ASSERT_TRUE(MessageOffice(office.platform, office.citizen, dossier.code, "Cảm ơn cơ quan"));
    const auto back = TakeBack(office.platform, office.specialist, dossier.code, dossier.version);
    ASSERT_TRUE(back) << back.error().code;
    EXPECT_EQ(office.Happenings(dossier).back().due, kNever) << "the receiver's term is not that of who takes it back";
}

// "Hẹn trả" is the whole dossier's; a unit that is asked has its own term and no other.
TEST_P(Consulted, who_is_asked_is_shown_their_term_alone) {
    const auto dossier = Ask(Examined(), {third}).value();
    const auto inbox = office.database->Read(
        [&](Transaction& tx) { return workflow::InboxStore(tx).Read(as_third, workflow::InboxView::all, office.clock.Now()); });
    ASSERT_EQ(inbox.items.size(), 1U);
    EXPECT_EQ(inbox.items[0]->due, kNever);
    EXPECT_EQ(inbox.items[0]->step_due, Opinions(dossier).at(0).due);
}

TEST_P(Consulted, an_officer_of_two_units_answers_the_question_that_is_meant) {
    auto dossier = Ask(Examined(), {office.other_department, third}).value();
    auto both = as_third;
    both.appointments.push_back({office.other_department, "leader", "Trưởng phòng"});
    const auto opinions = Opinions(dossier);
    for (const auto& opinion : {opinions.at(1), opinions.at(0)}) {
        dossier = office
                      .Do(Actor::Of(both), Act{.code = dossier.code,
                                               .event = "answer_opinion",
                                               .expected_version = dossier.version,
                                               .reason = "Ý kiến " + ToText(opinion.unit),
                                               .opinion = opinion.id})
                      .value();
        const auto now = Opinions(dossier);
        EXPECT_EQ(std::ranges::find(now, opinion.id, &Consultation::id)->answer, "Ý kiến " + ToText(opinion.unit));
        EXPECT_EQ(office.Happenings(dossier).back().actor_unit, opinion.unit) << "by the post in the unit that was asked";
    }
}

TEST_P(Consulted, nobody_is_asked_twice_at_a_time_nor_themselves) {
    const auto examined = Examined();
    EXPECT_REFUSED(Ask(examined, {}), "ONE_STOP_ASKED_UNIT");
    EXPECT_REFUSED(Ask(examined, {UnitId{4711}}), "ONE_STOP_ASKED_UNIT");
    EXPECT_REFUSED(Ask(examined, {office.commune}), "ONE_STOP_ASKED_ITSELF");
    EXPECT_REFUSED(Ask(examined, {third, third}), "ONE_STOP_ASKED_ALREADY");
    EXPECT_TRUE(Opinions(examined).empty()) << "all are asked or none is";
    const auto dossier = Ask(examined, {third}).value();
    EXPECT_REFUSED(Ask(dossier, {office.other_department, third}), "ONE_STOP_ASKED_ALREADY");
    EXPECT_EQ(Opinions(dossier).size(), 1U);
}

TEST_P(Consulted, files_go_with_a_question_an_answer_and_a_note_and_the_ledger_holds_them) {
    const auto examined = Examined();
    auto dossier = office
                       .Do(office.as_specialist, Act{.code = examined.code,
                                                     .event = "ask_opinion",
                                                     .expected_version = examined.version,
                                                     .reason = "Xem giúp bản vẽ kèm theo",
                                                     .asked = {third},
                                                     .papers = {office.AFile("hỏi")}})
                       .value();
    dossier = office
                  .Do(Actor::Of(as_third), Act{.code = dossier.code,
                                               .event = "answer_opinion",
                                               .expected_version = dossier.version,
                                               .reason = "Văn bản kèm theo",
                                               .papers = {office.AFile("đáp")}})
                  .value();
    ASSERT_TRUE(WriteNote(office.platform, office.specialist, {dossier.code, "Đã gọi điện cho chủ hộ", {office.AFile("ghi")}}));
    const auto happenings =
        office.database->Read([&](Transaction& tx) { return workflow::CaseStore(tx).HappeningsWithFiles(dossier.id); });
    int files = 0;
    for (const auto& happening : happenings) files += static_cast<int>(happening.files.size());
    EXPECT_EQ(files, 3);
    EXPECT_TRUE(office.database->Read([&](Transaction& tx) { return DossierStore(tx).Papers(dossier.id); }).empty())
        << "what officers send one another is no paper of the applicant's";
    EXPECT_TRUE(AuditFaults().empty());
    static constexpr storage::Statement kTakeOut{"test.take_out", "DELETE FROM case_happening_file WHERE happening_id = $event"};
    office.database->MustWrite([&](Transaction& tx) { tx.Run(kTakeOut, {{"event", happenings.back().id}}); });
    EXPECT_EQ(AuditFaults().size(), 1U) << "a file that was taken out is missed";
}

TEST_P(Consulted, a_note_moves_nothing_and_the_applicant_does_not_read_it) {
    const auto dossier = Examined();
    EXPECT_REFUSED(WriteNote(office.platform, office.specialist, {dossier.code, " ", {}}), "ONE_STOP_NOTE_EMPTY");
    EXPECT_REFUSED(WriteNote(office.platform, office.specialist, {dossier.code, std::string(4000, 'a'), {}}),
                   "ONE_STOP_TOO_LONG");
    EXPECT_REFUSED(WriteNote(office.platform, office.specialist, {dossier.code, "\u200B\u200B\u200B\u200B", {}}),
                   "ONE_STOP_NOTE_EMPTY");
    EXPECT_REFUSED(WriteNote(office.platform, office.specialist, {dossier.code, "Xem \u202Engược", {}}), "LETTER_NOT_PRINTED");
    EXPECT_REFUSED(WriteNote(office.platform, as_third, {dossier.code, "Tôi xem với", {}}), "FORBIDDEN");
    ASSERT_TRUE(WriteNote(office.platform, office.second_specialist, {dossier.code, "Chủ hộ đi vắng", {}}));
    EXPECT_EQ(office.Reread(dossier.code).version, dossier.version) << "whoever has the page open goes on";
    auto happenings = office.Happenings(dossier);
    EXPECT_EQ(happenings.back().reason, "Chủ hộ đi vắng");
    TellAsApplicant(ProcessOf(dossier), happenings);
    EXPECT_NE(happenings.back().event, "note");
    EXPECT_TRUE(AuditFaults().empty());
}

// What officers of the unit that has a dossier write to one another, and to the applicant, is not for a unit they ask.
TEST_P(Consulted, whoever_is_only_asked_reads_no_note_and_no_message_of_others) {
    const auto examined = Examined();
    ASSERT_TRUE(WriteNote(office.platform, office.specialist, {examined.code, "Nghi giấy giả, đã hỏi công an", {}}));
    ASSERT_TRUE(MessageApplicant(office.platform, office.specialist, examined.code, "Mời ông bổ sung bản vẽ"));
    const auto asked = Ask(office.Reread(examined.code), {third}).value();
    ASSERT_TRUE(WriteNote(office.platform, as_third, {asked.code, "Bản vẽ đang ở phòng quy hoạch", {}}));
    const auto read_by = [&](const identity::Officer& officer) {
        std::vector<std::string> said;
        office.database->Read([&](Transaction& tx) {
            workflow::CaseStore cases(tx);
            auto happenings = cases.Happenings(asked.id);
            if (IsOnlyAsked(officer, asked, cases.Readers(asked.id), cases.Consultations(asked.id)))
                TellAsAsked(officer, happenings);
            for (const auto& each : happenings)
                if (IsNote(each) || each.event == "message") said.push_back(each.reason);
            return 0;
        });
        return said;
    };
    EXPECT_EQ(read_by(as_third), std::vector<std::string>{"Bản vẽ đang ở phòng quy hoạch"});
    EXPECT_EQ(read_by(office.second_specialist).size(), 3U);
    EXPECT_EQ(read_by(office.clerk).size(), 3U);
}

TEST_P(Consulted, what_nobody_has_opened_is_taken_back_with_its_term) {
    const auto examined = Examined();
    office.At("2026-11-16 10:00");
    Act submit{
        .code = examined.code, .event = "submit_for_signature", .expected_version = examined.version, .result_text = "Nhầm"};
    auto dossier = office.Do(office.as_specialist, submit).value();
    EXPECT_REFUSED(TakeBack(office.platform, office.second_specialist, dossier.code, dossier.version), "FORBIDDEN");
    EXPECT_REFUSED(TakeBack(office.platform, office.specialist, dossier.code, dossier.version - 1), "ONE_STOP_CHANGED");
    ASSERT_TRUE(WriteNote(office.platform, office.specialist, {dossier.code, "Trình nhầm, xin lấy lại", {}}));
    dossier = TakeBack(office.platform, office.specialist, dossier.code, dossier.version).value();
    EXPECT_EQ(dossier.state, "examining");
    EXPECT_EQ(dossier.assignee, office.specialist.account.id);
    EXPECT_EQ(dossier.step_due, examined.step_due) << "nobody wins time by it";
    EXPECT_EQ(office.InboxCount(office.specialist, workflow::InboxView::mine), 1);
    EXPECT_EQ(office.InboxCount(office.leader, workflow::InboxView::all), 0);
    EXPECT_EQ(office.Happenings(dossier).back().label.vi, "Lấy lại hồ sơ vừa chuyển");
    EXPECT_REFUSED(TakeBack(office.platform, office.specialist, dossier.code, dossier.version), "ONE_STOP_NOT_TAKEN_BACK");
    EXPECT_TRUE(AuditFaults().empty());
}

TEST_P(Consulted, what_was_opened_where_it_went_stays_there) {
    const auto examined = Examined("commune_province");
    const auto head = office.Appoint("stp", office.department, "specialist");
    auto dossier = office.Do(office.as_specialist, examined, "forward_province").value();
    workflow::RecordView(office.platform, DossierKind(), office.clerk, dossier, "Xem");  // where it came from
    EXPECT_TRUE(TakeBack(office.platform, office.specialist, dossier.code, dossier.version));
    dossier = office.Do(office.as_specialist, office.Reread(dossier.code), "forward_province").value();
    office.clock.Set(office.clock.Now() + kMinute);
    workflow::RecordView(office.platform, DossierKind(), head, dossier, "Xem");
    EXPECT_REFUSED(TakeBack(office.platform, office.specialist, dossier.code, dossier.version), "ONE_STOP_NOT_TAKEN_BACK");
}

TEST_P(Consulted, what_belongs_elsewhere_goes_back_to_the_counter) {
    auto dossier = Examined();
    EXPECT_REFUSED(office.Do(office.as_specialist, dossier, "return_to_counter"), "ONE_STOP_REASON_MISSING");
    dossier = office.Do(office.as_specialist, dossier, "return_to_counter", "Việc này của Sở Tư pháp").value();
    EXPECT_EQ(dossier.state, "received");
    EXPECT_EQ(office.InboxCount(office.clerk, workflow::InboxView::all), 1);
    EXPECT_TRUE(office.Do(office.as_clerk, dossier, "forward"));
}

TEST_P(Consulted, a_step_that_went_out_of_the_house_is_never_undone) {
    auto dossier = office.Do(office.as_clerk, office.ADossier(), "accept").value();  // a receipt was given
    EXPECT_REFUSED(TakeBack(office.platform, office.clerk, dossier.code, dossier.version), "ONE_STOP_NOT_TAKEN_BACK");
    dossier = office.Do(office.as_clerk, dossier, "forward").value();
    dossier = Submit(dossier).value();
    dossier = office.Do(office.as_leader, dossier, "sign").value();
    EXPECT_REFUSED(TakeBack(office.platform, office.leader, dossier.code, dossier.version), "ONE_STOP_NOT_TAKEN_BACK");
    dossier = office.Do(office.as_clerk, dossier, "return_result").value();
    EXPECT_REFUSED(TakeBack(office.platform, office.clerk, dossier.code, dossier.version), "ONE_STOP_NOT_TAKEN_BACK");
}

// An earlier version had a state for it.
TEST_P(Consulted, a_dossier_that_stood_in_a_former_state_goes_on_from_its_heir) {
    auto dossier = Ask(Examined(), {third}).value();
    static constexpr storage::Statement kPutBack{"test.put_back", "UPDATE dossier SET state = 'awaiting_opinion' WHERE id = $id"};
    office.database->MustWrite([&](Transaction& tx) { tx.Run(kPutBack, {{"id", dossier.id}}); });
    EXPECT_EQ(ProcessOf(dossier).At("awaiting_opinion").key, "examining");
    dossier = office.Do(Actor::Of(as_third), dossier, "answer_opinion", "Đúng mục đích đất").value();
    EXPECT_EQ(dossier.state, "examining");
    EXPECT_TRUE(AuditFaults().empty());
    EXPECT_TRUE(Submit(dossier));
}

TEST_P(Consulted, whoever_is_asked_and_whoever_waits_hear_of_it_once) {
    auto dossier = Ask(Examined(), {office.other_department, third}).value();
    for (const auto* officer : {&office.asked, &as_third}) {
        const auto told = Told(*officer);
        ASSERT_EQ(told.size(), 1U);
        EXPECT_EQ(told[0].path, "/can-bo/ho-so/" + dossier.code);
        EXPECT_EQ(told[0].sentence.Now().find("quy hoạch"), std::string::npos) << "what is asked is read where it is answered";
    }
    EXPECT_TRUE(Told(office.second_specialist).empty()) << "who was not asked";
    EXPECT_TRUE(Told(office.specialist).empty()) << "nothing of what they did themselves";
    dossier = office.Do(office.as_asked, dossier, "answer_opinion", "Không vướng").value();
    ASSERT_EQ(Told(office.specialist).size(), 1U);
    EXPECT_NE(Told(office.specialist)[0].sentence.Now().find("1/2"), std::string::npos);
    EXPECT_NE(StateInInbox(office.specialist).find("có 1/2 ý kiến"), std::string::npos);
    dossier = office.Do(Actor::Of(as_third), dossier, "answer_opinion", "Đúng mục đích đất").value();
    ASSERT_EQ(Told(office.specialist).size(), 2U);
    EXPECT_NE(Told(office.specialist)[0].sentence.Now().find("Đã đủ 2/2"), std::string::npos);
    EXPECT_NE(StateInInbox(office.specialist).find("đủ 2/2 ý kiến"), std::string::npos);
    EXPECT_EQ(Told(office.asked).size(), 1U) << "nobody hears of their own answer, nor of another's";
    ASSERT_TRUE(Submit(dossier));
    EXPECT_EQ(StateInInbox(office.leader).find("ý kiến"), std::string::npos) << "the next step has asked nobody";
    EXPECT_TRUE(AuditFaults().empty());
}

TEST_P(Consulted, whoever_works_on_it_by_now_hears_of_the_answer_beside_whoever_asked) {
    auto dossier = Ask(Examined(), {third}).value();
    dossier =
        AssignDossier(office.platform, office.leader, dossier.code, office.second_specialist.account.id, dossier.version).value();
    ASSERT_TRUE(office.Do(Actor::Of(as_third), dossier, "answer_opinion", "Đúng mục đích đất"));
    EXPECT_EQ(Told(office.second_specialist).size(), 1U);
    EXPECT_EQ(Told(office.specialist).size(), 1U);
    static constexpr storage::Statement kLeave{"test.leave", "DELETE FROM appointment WHERE account_id = $id"};
    dossier = office
                  .Do(office.as_second_specialist, Act{.code = dossier.code,
                                                       .event = "ask_opinion",
                                                       .expected_version = office.Reread(dossier.code).version,
                                                       .reason = "Còn đất lúa?",
                                                       .asked = {third}})
                  .value();
    dossier = AssignDossier(office.platform, office.leader, dossier.code, office.specialist.account.id, dossier.version).value();
    office.database->MustWrite([&](Transaction& tx) { tx.Run(kLeave, {{"id", office.second_specialist.account.id}}); });
    ASSERT_TRUE(office.Do(Actor::Of(as_third), dossier, "answer_opinion", "Không còn"));
    EXPECT_EQ(Told(office.second_specialist).size(), 1U) << "who has left is not told";
    EXPECT_EQ(Told(office.specialist).size(), 2U);
}

TEST(AnswersSoFar, of_those_asked_one_upon_another_count_but_for_the_dropped) {
    const Instant nine{1000}, ten{2000}, eleven{3000}, noon{4000};
    const auto asked = [](std::int64_t in, Instant at, std::optional<Instant> answered, bool dropped = false) {
        return workflow::Consultation{
            .unit = {}, .question = {}, .asked = at, .due = at, .answered = answered, .asked_in = in, .dropped = dropped};
    };
    const auto count = [](const std::vector<workflow::Consultation>& all) {
        const auto answers = workflow::CountAnswers(all);
        return std::to_string(answers.came) + "/" + std::to_string(answers.asked);
    };
    EXPECT_EQ(count({asked(1, nine, eleven), asked(2, ten, std::nullopt)}), "1/2") << "asked while one was waited for";
    EXPECT_EQ(count({asked(1, nine, ten), asked(2, ten, std::nullopt)}), "0/1") << "all had answered: it begins anew";
    EXPECT_EQ(count({asked(1, nine, nine), asked(1, nine, std::nullopt)}), "1/2") << "asked together";
    EXPECT_EQ(count({asked(1, nine, ten, true), asked(1, nine, noon)}), "1/1") << "nobody waited for one of them any more";
    EXPECT_EQ(count({}), "0/0");
}

TEST_P(Consulted, what_the_applicant_writes_is_work_until_it_is_answered) {
    const auto dossier = Examined();
    EXPECT_REFUSED(MessageOffice(office.platform, office.stranger, dossier.code, "Cho tôi xem"), "NOT_FOUND");
    EXPECT_REFUSED(MessageOffice(office.platform, office.citizen, dossier.code, "?"), "ONE_STOP_MESSAGE_EMPTY");
    const auto before = Work(office.specialist);
    for (const auto* text : {"Bao giờ thì xong ạ?", "Tôi ở xa", "Xin trả lời"})
        ASSERT_TRUE(MessageOffice(office.platform, office.citizen, dossier.code, text));
    EXPECT_REFUSED(MessageOffice(office.platform, office.citizen, dossier.code, "Alô?"), "ONE_STOP_MESSAGES_WAIT");
    EXPECT_EQ(Work(office.specialist), before + 1) << "one line, however often they write";
    EXPECT_REFUSED(MessageApplicant(office.platform, as_third, dossier.code, "Chúng tôi không giữ"), "FORBIDDEN");
    for (int pressed = 0; pressed < 2; ++pressed)
        ASSERT_TRUE(MessageApplicant(office.platform, office.second_specialist, dossier.code, "Thứ năm có kết quả"));
    EXPECT_EQ(std::ranges::count(office.Happenings(dossier), "message", &Happening::event), 1) << "a button pressed twice";
    EXPECT_EQ(Work(office.specialist), before);
    const auto notice = office.database->Read([&](Transaction& tx) {
        return notices::Notices::NoticesOf(tx, office.citizen.id, 1).at(0).sentence.In(Language::vietnamese);
    });
    EXPECT_NE(notice.find("Thứ năm có kết quả"), std::string::npos) << notice;
    auto happenings = office.Happenings(dossier);
    TellAsApplicant(ProcessOf(dossier), happenings);
    EXPECT_EQ(happenings.back().label.vi, "Cơ quan giải quyết nhắn bạn");
    EXPECT_EQ(happenings.back().reason, "Thứ năm có kết quả");
    EXPECT_EQ(office.Reread(dossier.code).version, dossier.version);
    EXPECT_TRUE(AuditFaults().empty());
}

TEST_P(Consulted, who_cannot_be_reached_is_not_written_to) {
    auto walk_in = testing::AWalkInFor(
        office.database->Read([&](Transaction& tx) { return ProcedureStore(tx).Get(office.ADossier().procedure).value(); }));
    const auto dossier = TakeAtCounter(office.platform, office.clerk, walk_in, "").value();
    EXPECT_REFUSED(MessageApplicant(office.platform, office.clerk, dossier.code, "Mời ông đến"), "ONE_STOP_NOT_REACHED");
}

INSTANTIATE_TEST_SUITE_P(Both, Consulted, storage::testing::Values(storage::testing::Sqlite, storage::testing::Postgres));

}  // namespace dongson::one_stop
