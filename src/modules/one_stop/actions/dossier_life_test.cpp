#include <gtest/gtest.h>

#include "modules/one_stop/actions/count_for_public.h"

#include <thread>

#include "core/text.h"
#include "modules/one_stop/actions/fill_in_draft.h"
#include "modules/one_stop/actions/submit_dossier.h"
#include "modules/one_stop/storage/paper_store.h"
#include "modules/one_stop/storage/procedure_shelf.h"
#include "modules/one_stop/storage/procedure_store.h"
#include "modules/one_stop/testing/office.h"
#include "platform/workflow/inbox.h"

namespace dongson::one_stop {

using testing::Office;

#define EXPECT_REFUSED(result, wanted) EXPECT_EQ((result).has_value() ? std::string("done") : (result).error().code, wanted)

namespace {

class DossierLife : public ::testing::TestWithParam<storage::Engine> {};

int InboxCount(Office& office, const identity::Officer& officer, workflow::InboxView view) {
    return office.database->Read([&](storage::Transaction& tx) {
        return workflow::InboxStore(tx).Read(officer, view, office.clock.Now()).counts[static_cast<std::size_t>(view)];
    });
}

}  // namespace

TEST_P(DossierLife, is_late_when_the_answer_to_the_applicant_is) {
    Office office(GetParam());
    EXPECT_EQ(office.ADossier().step_due.Local(), "2026-11-17 08:00");
    using workflow::InboxView;
    EXPECT_EQ(InboxCount(office, office.clerk, InboxView::due_today), 0);
    office.At("2026-11-17 07:30");
    EXPECT_EQ(InboxCount(office, office.clerk, InboxView::due_today), 1);
    EXPECT_EQ(InboxCount(office, office.clerk, InboxView::overdue), 0);
    office.At("2026-11-17 08:01");
    EXPECT_EQ(InboxCount(office, office.clerk, InboxView::due_today), 0);
    EXPECT_EQ(InboxCount(office, office.clerk, InboxView::overdue), 1);
}

TEST_P(DossierLife, goes_from_the_citizen_to_the_signed_result) {
    Office office(GetParam());
    auto dossier = office.ADossier();
    EXPECT_EQ(dossier.code, "H56.102-261116-0001");
    EXPECT_EQ(dossier.due, kNever);
    EXPECT_EQ(dossier.step_due.Local(), "2026-11-17 08:00");  // 8 working hours
    EXPECT_EQ(InboxCount(office, office.clerk, workflow::InboxView::to_receive), 1);
    EXPECT_EQ(InboxCount(office, office.specialist, workflow::InboxView::all), 0);

    dossier = office.Do(office.as_clerk, dossier, "accept").value();
    EXPECT_EQ(dossier.due.Local(), "2026-11-23 17:00");
    EXPECT_EQ(dossier.register_number, 1);
    Act forward{
        .code = dossier.code, .event = "forward", .expected_version = dossier.version, .assignee = office.specialist.account.id};
    dossier = office.Do(office.as_clerk, forward).value();
    EXPECT_EQ(InboxCount(office, office.clerk, workflow::InboxView::all), 0);
    EXPECT_EQ(InboxCount(office, office.specialist, workflow::InboxView::mine), 1);
    EXPECT_REFUSED(office.Do(office.as_second_specialist, dossier, "submit_for_signature"), "ONE_STOP_ASSIGNED_TO_ANOTHER");
    EXPECT_REFUSED(office.Do(office.as_leader, dossier, "sign"), "ONE_STOP_STATE_CHANGED");

    Act draft{
        .code = dossier.code, .event = "submit_for_signature", .expected_version = dossier.version, .result_text = "Xác nhận"};
    dossier = office.Do(office.as_specialist, draft).value();
    dossier = office.Do(office.as_leader, dossier, "sign").value();
    EXPECT_EQ(dossier.result_number, "01/KQ-UBND");
    EXPECT_TRUE(dossier.finished);
    dossier = office.Do(office.as_clerk, dossier, "return_result").value();
    EXPECT_TRUE(dossier.closed);
    EXPECT_EQ(InboxCount(office, office.clerk, workflow::InboxView::all), 0);
    EXPECT_REFUSED(office.Do(office.as_clerk, dossier, "return_result"), "ONE_STOP_ALREADY_CLOSED");

    // Everything is in the ledger and provable.
    EXPECT_EQ(office.ledger.Sequence(), 6);
    const auto happenings =
        office.database->Read([&](storage::Transaction& tx) { return DossierStore(tx).Happenings(dossier.id); });
    EXPECT_EQ(happenings.size(), 6U);
    for (const auto& happening : happenings)
        EXPECT_TRUE(ledger::CheckProof(office.ledger.ProofOf(happening.ledger).value(), office.ledger.Verifier()));
    EXPECT_GE(office.database->Read([&](storage::Transaction& tx) { return notices::Notices::Unread(tx, office.citizen.id); }),
              4);
}

TEST_P(DossierLife, every_figure_leads_to_as_many_dossiers) {
    Office office(GetParam());
    std::vector<Dossier> dossiers;
    for (int each = 0; each < 4; ++each) dossiers.push_back(office.Do(office.as_clerk, office.ADossier(), "accept").value());
    const auto finish = [&](const Dossier& dossier) {
        const auto forwarded = office.Do(office.as_clerk, dossier, "forward").value();
        Act draft{
            .code = dossier.code, .event = "submit_for_signature", .expected_version = forwarded.version, .result_text = "x"};
        const auto drafted = office.Do(office.as_specialist, draft).value();
        (void)office.Do(office.as_leader, drafted, "sign").value();
    };
    finish(dossiers[0]);
    office.clock.Set(dossiers[0].due + kDay);
    finish(dossiers[1]);
    (void)office.Do(office.as_clerk, office.ADossier(), "accept").value();

    const auto now = office.clock.Now(), from = now + -30 * kDay, until = now + kDay;
    office.database->Read([&](storage::Transaction& tx) {
        DossierStore store(tx);
        const auto figures = store.Figures(from, until, now);
        EXPECT_EQ(figures.size(), 1U);
        for (const auto kind : kFigureKinds)
            EXPECT_EQ(static_cast<std::int64_t>(store.Register(office.commune, kind, from, until, now, 100).size()),
                      figures[0].counts[kind])
                << FigureSlug(kind);
        EXPECT_EQ(figures[0].counts[FigureKind::on_time], 1);
        EXPECT_EQ(figures[0].counts[FigureKind::late], 1);
        EXPECT_EQ(figures[0].counts[FigureKind::overdue], 2);
        EXPECT_EQ(figures[0].counts[FigureKind::open], 1);
        return 0;
    });
}

TEST_P(DossierLife, the_public_is_told_of_months_that_are_over_and_of_no_few) {
    Office office(GetParam());
    figures::Figures figures;
    AddPublicTables(figures);
    const auto months = [&] { return figures.Find("one_stop_months")->rows(office.platform); };
    for (int index = 0; index < 30; ++index) (void)office.Do(office.as_clerk, office.ADossier(), "accept").value();
    EXPECT_TRUE(months().empty());  // the month is not over
    office.clock.Set(office.clock.Now() + 40 * kDay);
    const auto told = months();
    ASSERT_EQ(told.size(), 2U);  // one field, and the unit as a whole: the same dossiers, so the same number
    EXPECT_EQ(told[0][4], told[1][4]);
    EXPECT_NEAR(std::stod(told[0][4]), 30, figures::kMostNoise);
    EXPECT_EQ(told[0][7], "");  // none was late, which looks like few
    EXPECT_EQ(told, months());
}

TEST_P(DossierLife, work_for_a_post_nobody_holds_is_seen) {
    Office office(GetParam());
    (void)office.ADossier();
    const auto unstaffed = [&] {
        return office.database->Read([&](storage::Transaction& tx) {
            return workflow::InboxStore(tx).Unstaffed(*office.units.Now(), office.clock.Now().LocalDate());
        });
    };
    EXPECT_TRUE(unstaffed().empty());
    office.database->MustWrite([&](storage::Transaction& tx) {
        workflow::InboxStore(tx).Save(
            {.module = "one_stop", .case_id = 9, .slot = "main", .unit = office.department, .role = "leader"});
    });
    ASSERT_EQ(unstaffed().size(), 1U);
    EXPECT_EQ(unstaffed()[0].unit, office.department);
    EXPECT_EQ(unstaffed()[0].role, "leader");
    EXPECT_EQ(unstaffed()[0].items, 1);
}

TEST_P(DossierLife, two_people_at_one_draft_lose_nothing_of_each_other) {
    Office office(GetParam());
    const auto code = office.ADossier().procedure;
    const auto procedure = office.database->Read([&](storage::Transaction& tx) { return ProcedureStore(tx).Get(code); });
    const auto draft = BeginDraft(office.platform, office.citizen, procedure->code).value();
    std::jthread one([&] {
        for (int round = 0; round < 20; ++round)
            (void)SaveParts(office.platform, office.citizen, draft.id,
                            {{"phan/yeu-cau", {{"noi_dung", {"Xin xác nhận"}}, {"so_ban", {"1"}}}}});
    });
    for (int round = 0; round < 20; ++round)
        (void)SaveParts(office.platform, office.citizen, draft.id,
                        {{std::string(kPartUnit), {{"don_vi", {ToText(office.commune)}}}}});
    one.join();
    const auto kept = office.database->Read([&](storage::Transaction& tx) { return DraftStore(tx).Get(draft.id); });
    EXPECT_EQ(Answer(kept->answers, "noi_dung"), "Xin xác nhận");
    EXPECT_EQ(kept->unit, office.commune);

    // Nothing is submitted before it is whole, and every gap is named.
    const auto refused = SubmitDossier(office.platform, office.citizen, draft.id);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().size(), Unfinished(*kept, FormFor(*procedure)).size());
}

TEST_P(DossierLife, submits_a_draft_once_however_often_it_is_sent) {
    Office office(GetParam());
    const auto first = office.ADossier();
    const auto drafts = office.database->Read([&](storage::Transaction& tx) { return DraftStore(tx).Of(office.citizen.id); });
    EXPECT_TRUE(drafts.empty());
    EXPECT_EQ(office.ADossier().code, "H56.102-261116-0002");
    EXPECT_EQ(
        office.database->Read([&](storage::Transaction& tx) { return DossierStore(tx).OfAccount(office.citizen.id, 10).size(); }),
        2U);
}

TEST_P(DossierLife, two_people_at_once_one_wins_and_the_other_is_told) {
    Office office(GetParam());
    const auto dossier = office.ADossier();
    std::atomic<int> done = 0, told = 0;
    {
        std::vector<std::jthread> clerks;
        for (int index = 0; index < 6; ++index)
            clerks.emplace_back([&] {
                const auto result = office.Do(office.as_clerk, dossier, "accept");
                if (result)
                    ++done;
                else if (result.error().kind == RefusalKind::conflict)
                    ++told;
            });
    }
    EXPECT_EQ(done, 1);
    EXPECT_EQ(told, 5);
}

TEST_P(DossierLife, a_supplement_stops_the_clock_and_is_asked_for_once) {
    Office office(GetParam());
    auto dossier = office.Do(office.as_clerk, office.ADossier(), "accept").value();
    dossier = office.Do(office.as_clerk, dossier, "forward").value();
    office.At("2026-11-17 09:00");
    EXPECT_REFUSED(office.Do(office.as_specialist, dossier, "request_supplement"), "ONE_STOP_REASON_MISSING");
    dossier = office.Do(office.as_specialist, dossier, "request_supplement", "Thiếu sổ hộ khẩu").value();
    EXPECT_EQ(dossier.due, kNever);
    EXPECT_EQ(InboxCount(office, office.specialist, workflow::InboxView::waiting), 1);
    EXPECT_REFUSED(office.Do(office.as_stranger, dossier, "supply", "đây"), "ONE_STOP_NOT_YOURS");
    office.At("2026-11-19 09:00");
    EXPECT_REFUSED(office.Do(office.as_citizen, dossier, "supply"), "ONE_STOP_NOTHING_SUPPLIED");
    dossier = office.Do(office.as_citizen, dossier, "supply", "Tôi gửi bổ sung").value();
    EXPECT_EQ(dossier.state, "examining");
    EXPECT_EQ(dossier.due.Local(), "2026-11-26 17:00");  // two days of pause, and the holiday of 24 November
    EXPECT_REFUSED(office.Do(office.as_specialist, dossier, "request_supplement", "nữa"), "ONE_STOP_LIMIT_REACHED");
}

// Nobody ends a dossier for want of a supplement before the time is over that the request named, and then a leader does.
TEST_P(DossierLife, a_supplement_is_waited_for_as_long_as_was_said) {
    Office office(GetParam());
    auto dossier = office.Do(office.as_clerk, office.ADossier(), "accept").value();
    dossier = office.Do(office.as_clerk, dossier, "forward").value();
    office.At("2026-11-17 09:00");
    EXPECT_REFUSED(office.Do(office.as_specialist, dossier, "stop", "Không đủ điều kiện"), "ONE_STOP_NOT_YOURS");
    dossier = office.Do(office.as_specialist, dossier, "request_supplement", "Thiếu sổ hộ khẩu").value();
    const auto said =
        office.database->Read([&](storage::Transaction& tx) { return PaperStore(tx).Issued(dossier.id).back().said; });
    EXPECT_NE(said.find("chậm nhất 17 giờ 00 phút, ngày 17 tháng 12 năm 2026"), std::string::npos) << said;
    office.At("2026-12-17 17:00");
    EXPECT_REFUSED(office.Do(office.as_leader, dossier, "give_up_waiting", "Không bổ sung"), "ONE_STOP_STILL_WAITING");
    office.At("2026-12-17 17:01");
    EXPECT_REFUSED(office.Do(office.as_specialist, dossier, "give_up_waiting", "Không bổ sung"), "ONE_STOP_NOT_YOURS");
    EXPECT_EQ(office.Do(office.as_leader, dossier, "give_up_waiting", "Không bổ sung").value().state, "stopped");
}

// Decree 23/2015 art. 21: longer work at the counter is a new appointment, two working days more, or as agreed in writing.
TEST_P(DossierLife, the_counter_gives_a_new_appointment_within_the_day) {
    Office office(GetParam());
    office.database->MustWrite([](storage::Transaction& tx) {
        auto procedure = ProcedureStore(tx).GetPublished("9.107099").value();
        procedure.methods.front().duration = calendar::Duration{15, calendar::DurationUnit::same_day};
        ProcedureStore(tx).Import({procedure});
    });
    auto dossier = office.Do(office.as_clerk, office.ADossier("counter"), "accept").value();
    EXPECT_EQ(dossier.due.Local(), "2026-11-16 17:00");
    Act anew{.code = dossier.code,
             .event = "appoint_anew",
             .expected_version = dossier.version,
             .reason = "Nhiều trang",
             .until = Date::Of(2026, 11, 19)};
    EXPECT_REFUSED(office.Do(office.as_clerk, anew), "ONE_STOP_AGREEMENT_WANTED");
    anew.until = Date::Of(2026, 11, 18);
    dossier = office.Do(office.as_clerk, anew).value();
    EXPECT_EQ(dossier.due.Local(), "2026-11-18 17:00");
    const auto slip = office.database->Read([&](storage::Transaction& tx) { return PaperStore(tx).Issued(dossier.id).back(); });
    EXPECT_EQ(slip.title, "Phiếu hẹn trả kết quả");
    EXPECT_NE(slip.said.find("17 giờ 00 phút, ngày 18 tháng 11 năm 2026"), std::string::npos) << slip.said;
    anew.expected_version = dossier.version;
    anew.until = Date::Of(2026, 11, 19);
    EXPECT_REFUSED(office.Do(office.as_clerk, anew), "ONE_STOP_AGREEMENT_WANTED");
    anew.agreed = "Lê Thị Hoa";
    EXPECT_EQ(office.Do(office.as_clerk, anew).value().due.Local(), "2026-11-19 17:00");
    const auto happenings =
        office.database->Read([&](storage::Transaction& tx) { return DossierStore(tx).Happenings(dossier.id); });
    EXPECT_NE(happenings.back().reason.find("Lê Thị Hoa"), std::string::npos) << happenings.back().reason;
    // After the hour that was promised it is late, and only an apology helps.
    auto late = office.Do(office.as_clerk, office.ADossier("counter"), "accept").value();
    office.At("2026-11-16 17:01");
    anew = {.code = late.code,
            .event = "appoint_anew",
            .expected_version = late.version,
            .reason = "x x x",
            .until = Date::Of(2026, 11, 18)};
    EXPECT_REFUSED(office.Do(office.as_clerk, anew), "ONE_STOP_TOO_LATE_TO_APPOINT");
}

// Where the source gives several times, the longest holds until the clerk who receives says which case it is.
TEST_P(DossierLife, the_clerk_says_which_case_gives_the_time) {
    Office office(GetParam());
    office.database->MustWrite([](storage::Transaction& tx) {
        auto procedure = ProcedureStore(tx).GetPublished("9.117115").value();
        auto shorter = procedure.methods.front();
        shorter.channel = Channel::online;
        shorter.duration = calendar::Duration{2, calendar::DurationUnit::working_days};
        shorter.note = "Không phải xác minh";
        auto longer = shorter;
        longer.duration = calendar::Duration{9, calendar::DurationUnit::working_days};
        procedure.methods = {longer, shorter};
        ProcedureStore(tx).Import({procedure});
    });
    const auto dossier = office.ADossier();
    EXPECT_EQ(dossier.allowed->amount, 9);
    Act act{.code = dossier.code, .event = "accept", .expected_version = dossier.version, .chosen_case = "7"};
    EXPECT_REFUSED(office.Do(office.as_clerk, act), "ONE_STOP_CASE");
    act.chosen_case = "1";
    ASSERT_TRUE(office.Do(office.as_clerk, act));
    const auto received = office.Reread(dossier.code);
    EXPECT_EQ(received.allowed->amount, 2);
    EXPECT_LT(received.due, received.submitted + 4 * kDay);
    const auto happenings =
        office.database->Read([&](storage::Transaction& tx) { return DossierStore(tx).Happenings(dossier.id); });
    EXPECT_NE(happenings.back().reason.find("Không phải xác minh"), std::string::npos);
}

// What was declared wrongly is corrected where the one-stop gave it back, and what was changed stands in the timeline.
TEST_P(DossierLife, what_was_declared_is_corrected_when_it_was_given_back) {
    Office office(GetParam());
    auto dossier = office.Do(office.as_clerk, office.ADossier(), "ask_completion", "Số bản ghi nhầm").value();
    const auto before = dossier.answers;
    Act act{.code = dossier.code, .event = "complete", .expected_version = dossier.version, .answers = before};
    EXPECT_REFUSED(office.Do(office.as_citizen, act), "ONE_STOP_NOTHING_SUPPLIED") << "nothing is corrected by saying it again";
    act.answers = {{"so_ban", {"nhiều"}}};
    EXPECT_FALSE(office.Do(office.as_citizen, act)) << "a correction is held against the question as an answer is";
    EXPECT_EQ(office.Reread(dossier.code).answers, before);
    act.answers = {{"so_ban", {"3"}}, {"not_asked", {"x"}}};
    dossier = office.Do(office.as_citizen, act).value();
    EXPECT_EQ(Answer(office.Reread(dossier.code).answers, "so_ban"), "3");
    EXPECT_FALSE(office.Reread(dossier.code).answers.contains("not_asked"));
    const auto happenings =
        office.database->Read([&](storage::Transaction& tx) { return DossierStore(tx).Happenings(dossier.id); });
    EXPECT_NE(happenings.back().reason.find("→ 3"), std::string::npos) << happenings.back().reason;
}

TEST_P(DossierLife, what_a_supplement_asks_for_is_kept_for_the_applicant) {
    Office office(GetParam());
    auto dossier = office.Do(office.as_clerk, office.ADossier(), "ask_completion", "Thiếu giấy chứng sinh").value();
    const auto asked = [&] {
        return office.database->Read([&](storage::Transaction& tx) { return PaperStore(tx).Asked(dossier.id); });
    };
    EXPECT_TRUE(asked().empty());
    dossier = office.Do(office.as_citizen, dossier, "complete", "Đây ạ").value();
    dossier = office.Do(office.as_clerk, dossier, "accept").value();
    const std::vector<ComponentCount> wanted{{.component = 0, .originals = 1}};
    dossier = office
                  .Do(office.as_clerk, Act{.code = dossier.code,
                                           .event = "request_supplement",
                                           .expected_version = dossier.version,
                                           .reason = "Thiếu giấy chứng sinh",
                                           .components = wanted})
                  .value();
    EXPECT_EQ(asked(), wanted);
}

TEST_P(DossierLife, another_units_opinion_has_its_own_deadline) {
    Office office(GetParam());
    auto dossier = office.Do(office.as_clerk, office.ADossier("opinion"), "accept").value();
    dossier = office.Do(office.as_clerk, dossier, "forward").value();
    Act ask{.code = dossier.code,
            .event = "ask_opinion",
            .expected_version = dossier.version,
            .reason = "Có đúng quy hoạch không?",
            .asked_unit = office.other_department,
            .asked_days = 2};
    dossier = office.Do(office.as_specialist, ask).value();
    EXPECT_EQ(InboxCount(office, office.asked, workflow::InboxView::all), 1);
    EXPECT_EQ(InboxCount(office, office.specialist, workflow::InboxView::waiting), 1);
    EXPECT_REFUSED(office.Do(office.as_leader, dossier, "answer_opinion", "Đúng"), "ONE_STOP_NOT_YOURS");
    dossier = office.Do(office.as_asked, dossier, "answer_opinion", "Đúng quy hoạch").value();
    EXPECT_EQ(dossier.state, "examining");
    EXPECT_EQ(InboxCount(office, office.asked, workflow::InboxView::all), 0);
    EXPECT_EQ(office.database->Read([&](storage::Transaction& tx) { return DossierStore(tx).Opinions(dossier.id); })[0].answer,
              "Đúng quy hoạch");
}

TEST_P(DossierLife, one_apology_and_at_least_a_day_before_expiry) {
    Office office(GetParam());
    auto dossier = office.Do(office.as_clerk, office.ADossier(), "accept").value();
    dossier = office.Do(office.as_clerk, dossier, "forward").value();
    Act extend{.code = dossier.code,
               .event = "extend",
               .expected_version = dossier.version,
               .reason = "Chờ xác minh",
               .until = Date::Of(2026, 11, 20)};
    // A leader approves it, and the new day is one on which the office works: 24 November is a holiday, the 28th a Saturday.
    EXPECT_REFUSED(office.Do(office.as_specialist, extend), "ONE_STOP_NOT_YOURS");
    EXPECT_REFUSED(office.Do(office.as_leader, extend), "ONE_STOP_EXTENSION_EARLIER");
    for (const int closed : {24, 28}) {
        extend.until = Date::Of(2026, 11, closed);
        EXPECT_REFUSED(office.Do(office.as_leader, extend), "ONE_STOP_EXTENSION_CLOSED");
    }
    extend.until = Date::Of(2026, 11, 27);
    office.At("2026-11-23 07:01");
    EXPECT_REFUSED(office.Do(office.as_leader, extend), "ONE_STOP_TOO_LATE_TO_EXTEND");
    EXPECT_EQ(office.Reread(dossier.code).due.Local(), "2026-11-23 17:00");
    office.At("2026-11-20 16:00");
    dossier = office.Do(office.as_leader, extend).value();
    EXPECT_EQ(dossier.due.Local(), "2026-11-27 17:00");
    extend.expected_version = dossier.version;
    extend.until = Date::Of(2026, 12, 4);
    EXPECT_REFUSED(office.Do(office.as_leader, extend), "ONE_STOP_LIMIT_REACHED");
}

TEST_P(DossierLife, the_clock_waits_for_a_fee_that_comes_first) {
    Office office(GetParam());
    auto dossier = office.ADossier("fee_before");
    EXPECT_EQ(dossier.fee, 20000);
    EXPECT_REFUSED(office.Do(office.as_clerk, dossier, "accept_without_fee"), "ONE_STOP_FEE_DUE");
    dossier = office.Do(office.as_clerk, dossier, "accept").value();
    EXPECT_FALSE(dossier.received);
    office.At("2026-11-18 10:00");
    dossier = office.Do(office.as_clerk, dossier, "pay").value();
    EXPECT_TRUE(dossier.fee_paid);
    EXPECT_EQ(dossier.due.Local(), "2026-11-26 17:00");
}

TEST_P(DossierLife, the_commune_receives_and_the_province_decides) {
    Office office(GetParam());
    auto dossier = office.Do(office.as_clerk, office.ADossier("commune_province"), "accept").value();
    dossier = office.Do(office.as_clerk, dossier, "forward").value();
    dossier = office.Do(office.as_specialist, dossier, "forward_province").value();
    EXPECT_EQ(dossier.holder, office.department);
    EXPECT_REFUSED(office.Do(office.as_specialist, dossier, "submit_for_signature"), "ONE_STOP_NOT_YOURS");
    const auto readers = office.database->Read([&](storage::Transaction& tx) { return DossierStore(tx).Readers(dossier.id); });
    EXPECT_TRUE(MayRead(office.clerk, readers));
    EXPECT_FALSE(MayRead(office.asked, readers));
}

TEST_P(DossierLife, a_citizen_withdraws_and_rates) {
    Office office(GetParam());
    auto dossier = office.ADossier();
    EXPECT_REFUSED(RateDossier(office.platform, office.citizen, dossier.code, Rating{}), "ONE_STOP_NOT_FINISHED");
    dossier = office.Do(office.as_citizen, dossier, "withdraw", "Không cần nữa").value();
    EXPECT_TRUE(dossier.closed);
    // Nothing said is not a rating: it would stand in the figures as one.
    EXPECT_REFUSED(RateDossier(office.platform, office.citizen, dossier.code, Rating{}), "ONE_STOP_RATING_EMPTY");
    EXPECT_REFUSED(RateDossier(office.platform, office.citizen, dossier.code, Rating{{{"invented", 1}}, " "}),
                   "ONE_STOP_RATING_EMPTY");
    EXPECT_TRUE(RateDossier(office.platform, office.citizen, dossier.code,
                            Rating{{{"so_lan", 2}, {"invented", 1}, {"chung", 7}}, "tốt"}));
    EXPECT_REFUSED(RateDossier(office.platform, office.citizen, dossier.code, Rating{}), "ONE_STOP_ALREADY_RATED");
    EXPECT_REFUSED(RateDossier(office.platform, office.stranger, dossier.code, Rating{}), "NOT_FOUND");
}

TEST_P(DossierLife, a_leader_assigns_and_reassigns) {
    Office office(GetParam());
    auto dossier = office.Do(office.as_clerk, office.ADossier(), "accept").value();
    dossier = office.Do(office.as_clerk, dossier, "forward").value();
    dossier =
        AssignDossier(office.platform, office.specialist, dossier.code, office.specialist.account.id, dossier.version).value();
    EXPECT_REFUSED(AssignDossier(office.platform, office.second_specialist, dossier.code, office.second_specialist.account.id,
                                 dossier.version),
                   "FORBIDDEN");
    dossier =
        AssignDossier(office.platform, office.leader, dossier.code, office.second_specialist.account.id, dossier.version).value();
    EXPECT_EQ(InboxCount(office, office.second_specialist, workflow::InboxView::mine), 1);
    EXPECT_REFUSED(AssignDossier(office.platform, office.leader, dossier.code, office.asked.account.id, dossier.version),
                   "ONE_STOP_NOT_A_COLLEAGUE");
}

// What no source says is asked of the clerk, with its basis, and nothing is handed out before; it is never 0 by itself.
TEST_P(DossierLife, an_unknown_fee_is_asked_of_the_clerk) {
    Office office(GetParam());
    office.database->MustWrite([](storage::Transaction& tx) {
        auto procedure = ProcedureStore(tx).GetPublished("9.110102").value();
        procedure.methods.front().fee.reset();
        ProcedureStore(tx).Import({procedure});
    });
    auto dossier = office.ADossier("fee_before");
    EXPECT_TRUE(dossier.FeeUnknown());
    EXPECT_REFUSED(office.Do(office.as_clerk, dossier, "accept_without_fee"), "ONE_STOP_FEE_UNKNOWN");
    Act act{.code = dossier.code, .event = "accept", .expected_version = dossier.version, .fee = "30.000"};
    EXPECT_REFUSED(office.Do(office.as_clerk, act), "ONE_STOP_FEE_BASIS");
    act.fee_basis = "Nghị quyết của Hội đồng nhân dân tỉnh";
    act.fee = "30.000đ";  // as people write it
    dossier = office.Do(office.as_clerk, act).value();
    EXPECT_EQ(dossier.fee, 30000);
    EXPECT_EQ(dossier.state, "awaiting_fee");
    const auto happenings =
        office.database->Read([&](storage::Transaction& tx) { return DossierStore(tx).Happenings(dossier.id); });
    EXPECT_NE(happenings.back().reason.find("Căn cứ: Nghị quyết"), std::string::npos);
}

// By name with or without accents, number, telephone, any part of the code in any case, procedure and day; only in the units that
// may read it.
TEST_P(DossierLife, officers_find_a_dossier_by_what_they_know_of_it) {
    Office office(GetParam());
    const auto dossier = office.ADossier("specialist_leader");
    const auto found = [&](UnitId unit, std::string_view text) {
        return office.database->Read(
            [&](storage::Transaction& tx) { return DossierStore(tx).Find(unit, AskedOf(text, {}, {}), 10).size(); });
    };
    const auto last = dossier.code.substr(dossier.code.size() - 8);
    const std::string right[] = {"Lê Thị Hoa",
                                 "le thi hoa",
                                 "HOA",
                                 "hoa le",
                                 "038190001234",
                                 "0912 345 678",
                                 "+84912345678",
                                 Lower(dossier.code),
                                 dossier.code,
                                 last,
                                 "thủ tục thử nghiệm",
                                 "Hoa 16/11/2026",
                                 dossier.code.substr(0, 7)};
    for (const auto& text : right) EXPECT_EQ(found(office.commune, text), 1U) << text;
    for (const auto* text : {"Lê Thị Huệ", "038190001235", "Hoa 15/11/2026", "oa"})
        EXPECT_EQ(found(office.commune, text), 0U) << text;
    EXPECT_EQ(found(office.other_department, "Hoa"), 0U);
    // Dossiers from before words were kept are folded at the first search.
    office.database->MustWrite(
        [](storage::Transaction& tx) { tx.connection().ExecuteScript("UPDATE dossier_words SET words = ''"); });
    EXPECT_EQ(found(office.commune, "Hoa"), 0U);
    office.database->MustWrite([](storage::Transaction& tx) {
        EXPECT_TRUE(DossierStore(tx).FoldSome());
        EXPECT_FALSE(DossierStore(tx).LackWords());
    });
    EXPECT_EQ(found(office.commune, "Hoa"), 1U);
}

INSTANTIATE_TEST_SUITE_P(Both, DossierLife, storage::testing::Values(storage::testing::Sqlite, storage::testing::Postgres));

class Procedures : public ::testing::TestWithParam<storage::Engine> {};

TEST_P(Procedures, are_found_with_and_without_accents_by_code_and_words) {
    Office office(GetParam());
    const auto found = [&](std::string_view text) {
        return office.database->Read([&](storage::Transaction& tx) { return SearchShelf(ShelfOf(tx), text).rows.size(); });
    };
    EXPECT_EQ(found("thủ tục thử nghiệm"), 5U);
    EXPECT_EQ(found("thu nghiem opinion"), 1U);
    EXPECT_EQ(found("ho tich"), 5U);
    EXPECT_EQ(found("thu nghi"), 5U);
    EXPECT_EQ(found("\"; DROP TABLE procedure; --"), 0U);
    EXPECT_EQ(found(""), 5U);
    EXPECT_EQ(found("không có gì"), 0U);
}

INSTANTIATE_TEST_SUITE_P(Both, Procedures, storage::testing::Values(storage::testing::Sqlite, storage::testing::Postgres));

}  // namespace dongson::one_stop
