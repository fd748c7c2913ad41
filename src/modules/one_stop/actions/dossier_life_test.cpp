#include <gtest/gtest.h>

#include <thread>

#include "core/text.h"
#include "modules/one_stop/actions/fill_in_draft.h"
#include "modules/one_stop/actions/submit_dossier.h"
#include "modules/one_stop/storage/paper_store.h"
#include "modules/one_stop/storage/procedure_store.h"
#include "modules/one_stop/testing/office.h"
#include "platform/workflow/storage/case_store.h"

namespace dongson::one_stop {

using testing::Office;

namespace {

class DossierLife : public ::testing::TestWithParam<storage::Engine> {};

}  // namespace

TEST_P(DossierLife, goes_from_the_citizen_to_the_signed_result) {
    Office office(GetParam());
    auto dossier = office.ADossier();
    EXPECT_EQ(dossier.code, "H56.102-261116-0001");
    EXPECT_EQ(dossier.due, kNever);
    EXPECT_EQ(dossier.step_due.Local(), "2026-11-17 08:00");  // 8 working hours
    EXPECT_EQ(office.InboxCount(office.clerk, workflow::InboxView::to_receive), 1);
    EXPECT_EQ(office.InboxCount(office.specialist, workflow::InboxView::all), 0);

    dossier = office.Do(office.as_clerk, dossier, "accept").value();
    EXPECT_EQ(dossier.due.Local(), "2026-11-23 17:00");
    EXPECT_EQ(dossier.register_number, 1);
    Act forward{
        .code = dossier.code, .event = "forward", .expected_version = dossier.version, .assignee = office.specialist.account.id};
    dossier = office.Do(office.as_clerk, forward).value();
    EXPECT_EQ(office.InboxCount(office.clerk, workflow::InboxView::all), 0);
    EXPECT_EQ(office.InboxCount(office.specialist, workflow::InboxView::mine), 1);
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
    EXPECT_EQ(office.InboxCount(office.clerk, workflow::InboxView::all), 0);
    EXPECT_REFUSED(office.Do(office.as_clerk, dossier, "return_result"), "ONE_STOP_ALREADY_CLOSED");

    // Everything is in the ledger and provable.
    EXPECT_EQ(office.ledger.Sequence(), 6);
    const auto happenings =
        office.database->Read([&](storage::Transaction& tx) { return workflow::CaseStore(tx).Happenings(dossier.id); });
    EXPECT_EQ(happenings.size(), 6U);
    for (const auto& happening : happenings)
        EXPECT_TRUE(ledger::CheckProof(office.ledger.ProofOf(happening.ledger).value(), office.ledger.Verifier()));
    EXPECT_GE(office.database->Read([&](storage::Transaction& tx) { return notices::Notices::Unread(tx, office.citizen.id); }),
              4);
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
    EXPECT_EQ(refused.error().size(), Unfinished(*kept, FormFor(ShippedForms(), *procedure)).size());
}

TEST_P(DossierLife, submits_a_draft_once_however_often_it_is_sent) {
    Office office(GetParam());
    const auto first = office.ADossier();
    const auto drafts = office.database->Read([&](storage::Transaction& tx) { return DraftStore(tx).Of(office.citizen.id); });
    EXPECT_TRUE(drafts.empty());
    EXPECT_EQ(office.ADossier().code, "H56.102-261116-0002");
    EXPECT_EQ(office.database->Read([&](storage::Transaction& tx) {
        return DossierStore(tx).OfAccount(office.citizen.id, office.clock.Now().LocalDate(), 10).size();
    }),
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
        office.database->Read([&](storage::Transaction& tx) { return workflow::CaseStore(tx).Happenings(dossier.id); });
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
            .asked = {office.other_department},
            .asked_days = 2};
    dossier = office.Do(office.as_specialist, ask).value();
    EXPECT_EQ(office.InboxCount(office.asked, workflow::InboxView::all), 1);
    EXPECT_EQ(office.InboxCount(office.specialist, workflow::InboxView::waiting), 1);
    EXPECT_REFUSED(office.Do(office.as_leader, dossier, "answer_opinion", "Đúng"), "ONE_STOP_NOT_YOURS");
    dossier = office.Do(office.as_asked, dossier, "answer_opinion", "Đúng quy hoạch").value();
    EXPECT_EQ(dossier.state, "examining");
    EXPECT_EQ(office.InboxCount(office.asked, workflow::InboxView::all), 0);
    EXPECT_EQ(
        office.database->Read([&](storage::Transaction& tx) { return workflow::CaseStore(tx).Consultations(dossier.id); })[0]
            .answer,
        "Đúng quy hoạch");
}

TEST_P(DossierLife, the_commune_receives_and_the_province_decides) {
    Office office(GetParam());
    auto dossier = office.Do(office.as_clerk, office.ADossier("commune_province"), "accept").value();
    dossier = office.Do(office.as_clerk, dossier, "forward").value();
    dossier = office.Do(office.as_specialist, dossier, "forward_province").value();
    EXPECT_EQ(dossier.holder, office.department);
    EXPECT_REFUSED(office.Do(office.as_specialist, dossier, "submit_for_signature"), "ONE_STOP_NOT_YOURS");
    const auto readers =
        office.database->Read([&](storage::Transaction& tx) { return workflow::CaseStore(tx).Readers(dossier.id); });
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
    EXPECT_EQ(office.InboxCount(office.second_specialist, workflow::InboxView::mine), 1);
    EXPECT_REFUSED(AssignDossier(office.platform, office.leader, dossier.code, office.asked.account.id, dossier.version),
                   "ONE_STOP_NOT_A_COLLEAGUE");
}

INSTANTIATE_TEST_SUITE_P(Both, DossierLife, storage::testing::Values(storage::testing::Sqlite, storage::testing::Postgres));

}  // namespace dongson::one_stop
