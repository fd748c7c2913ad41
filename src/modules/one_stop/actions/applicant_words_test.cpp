// What an applicant is told, and what officers keep among themselves.
#include <gtest/gtest.h>

#include <algorithm>

#include "core/text.h"
#include "modules/one_stop/actions/fill_in_draft.h"
#include "modules/one_stop/actions/submit_dossier.h"
#include "modules/one_stop/actions/take_at_counter.h"
#include "modules/one_stop/domain/dossier.h"
#include "modules/one_stop/domain/dossier_kind.h"
#include "modules/one_stop/storage/procedure_store.h"
#include "modules/one_stop/testing/office.h"
#include "platform/ledger/audit.h"
#include "platform/workflow/inbox.h"
#include "platform/workflow/storage/case_store.h"

namespace dongson::one_stop {

using storage::Transaction;
using testing::Office;

namespace {

class ApplicantWords : public ::testing::TestWithParam<storage::Engine> {
  protected:
    ApplicantWords() : office(GetParam()) {}

    Dossier AwaitingOpinion() {
        auto dossier = office.Do(office.as_clerk, office.ADossier("opinion"), "accept").value();
        dossier = office.Do(office.as_clerk, dossier, "forward").value();
        Act ask{.code = dossier.code,
                .event = "ask_opinion",
                .expected_version = dossier.version,
                .reason = "Ranh giới có đúng không?",
                .asked = {office.other_department}};
        return office.Do(office.as_specialist, ask).value();
    }
    std::vector<Happening> Told(const Dossier& dossier) {
        auto happenings = office.database->Read([&](Transaction& tx) { return workflow::CaseStore(tx).Happenings(dossier.id); });
        TellAsApplicant(ProcessOf(dossier), happenings);
        return happenings;
    }
    std::string ProofOf(std::int64_t entry) {
        office.ledger.Sequence();
        const auto proof = office.ledger.ProofOf(entry);
        return ledger::CheckProof(proof.value_or(""), office.ledger.Verifier()).value().content;
    }
    std::string LastNotice(Language language = Language::vietnamese) {
        return office.database->Read(
            [&](Transaction& tx) { return notices::Notices::NoticesOf(tx, office.citizen.id, 1).at(0).sentence.In(language); });
    }
    void Charge(std::int64_t fee) {
        office.database->MustWrite([&](Transaction& tx) {
            auto procedure = ProcedureStore(tx).GetPublished("9.117115").value();
            procedure.methods.front().fee = fee;
            ProcedureStore(tx).Import({procedure});
        });
    }

    Office office;
};

}  // namespace

TEST_P(ApplicantWords, what_officers_write_to_one_another_is_not_among_them) {
    auto dossier = AwaitingOpinion();
    dossier = office.Do(office.as_asked, dossier, "answer_opinion", "Ranh giới sai ở thửa 12").value();
    const auto told = Told(dossier);
    ASSERT_EQ(told.back().event, "answer_opinion");
    for (const auto& happening : told) EXPECT_EQ(happening.reason.find("Ranh giới"), std::string::npos) << happening.event;
    // Nor in the proof they are handed, which binds it all the same.
    for (const auto& happening : told) {
        const auto content = ProofOf(happening.ledger);
        EXPECT_EQ(content.find("Ranh giới"), std::string::npos) << content;
        const bool sealed = happening.event == "ask_opinion" || happening.event == "answer_opinion";
        EXPECT_EQ(ledger::LinesIn(content).contains("ly-do-sha256"), sealed) << content;
    }
}

TEST_P(ApplicantWords, an_entry_of_an_earlier_version_that_says_too_much_is_handed_to_nobody_else) {
    const auto& process = Processes().at("opinion");
    std::vector<Happening> happenings(2);
    happenings[0] = {.id = 1, .event = "send_back", .reason = "Viết lại", .ledger = 5};
    happenings[1] = {.id = 2, .event = "request_supplement", .reason = "Thiếu giấy", .form = "02", .ledger = 6};
    TellAsApplicant(process, happenings);
    EXPECT_EQ(happenings[0].ledger, 0);
    EXPECT_EQ(happenings[0].reason, "");
    EXPECT_EQ(happenings[1].ledger, 6);
    EXPECT_EQ(happenings[1].reason, "Thiếu giấy");
}

TEST_P(ApplicantWords, are_plain_and_in_both_languages) {
    auto dossier = office.Do(office.as_clerk, office.ADossier(), "accept").value();
    dossier = office.Do(office.as_clerk, dossier, "forward").value();
    EXPECT_EQ(LastNotice(), "Hồ sơ " + dossier.code + ": Đã chuyển đến nơi giải quyết.");
    EXPECT_EQ(LastNotice(Language::english), "Dossier " + dossier.code + ": Passed to those who work on it.");
    dossier =
        AssignDossier(office.platform, office.specialist, dossier.code, office.specialist.account.id, dossier.version).value();
    EXPECT_EQ(LastNotice(Language::english), "Dossier " + dossier.code + ": Given to the person who will work on it.");
    for (const auto& [key, process] : Processes())
        for (const auto& event : process.events) {
            EXPECT_EQ(Translate(event.label.vi, Language::english).find("ệ"), std::string_view::npos) << event.label.vi;
            EXPECT_NE(Translate(event.citizen.vi, Language::english), event.citizen.vi) << key << " " << event.key;
        }
}

TEST_P(ApplicantWords, what_they_corrected_themselves_is_theirs_to_read) {
    auto dossier = office.Do(office.as_clerk, office.ADossier(), "ask_completion", "Số bản ghi nhầm").value();
    Act act{.code = dossier.code, .event = "complete", .expected_version = dossier.version, .answers = {{"so_ban", {"3"}}}};
    dossier = office.Do(office.as_citizen, act).value();
    EXPECT_NE(Told(dossier).back().reason.find("Đã sửa: "), std::string::npos);
}

// From the first day to the day there is a result; what was asked of others meanwhile is waited for no more.
TEST_P(ApplicantWords, may_withdraw_as_long_as_there_is_no_result) {
    for (const auto& [key, process] : Processes()) {
        const auto* withdraw = process.FindEvent("withdraw");
        ASSERT_NE(withdraw, nullptr) << key;
        for (const auto& [name, state] : process.states)
            EXPECT_EQ(std::ranges::find(withdraw->from, name) != withdraw->from.end(), !state.final && state.status < 9)
                << key << " " << name;
    }
    const auto dossier = office.Do(office.as_citizen, AwaitingOpinion(), "withdraw", "Tôi không cần nữa").value();
    EXPECT_EQ(dossier.state, "withdrawn");
    for (const auto* officer : {&office.asked, &office.specialist})
        EXPECT_TRUE(office.database
                        ->Read([&](Transaction& tx) {
                            return workflow::InboxStore(tx).Read(*officer, workflow::InboxView::all, office.clock.Now());
                        })
                        .items.empty());
}

TEST_P(ApplicantWords, name_the_fee_when_it_falls_due_and_when_it_is_paid) {
    Charge(50000);
    auto dossier = office.Do(office.as_clerk, office.ADossier(), "accept").value();
    EXPECT_NE(LastNotice().find("Phí, lệ phí phải nộp: 50.000 đồng."), std::string::npos) << LastNotice();
    dossier = office.Do(office.as_clerk, dossier, "forward").value();
    Act draft{.code = dossier.code, .event = "submit_for_signature", .expected_version = dossier.version, .result_text = "Có"};
    dossier = office.Do(office.as_specialist, draft).value();
    dossier = office.Do(office.as_leader, dossier, "sign").value();
    EXPECT_NE(LastNotice().find("Mời bạn nộp 50.000 đồng phí, lệ phí để nhận."), std::string::npos) << LastNotice();
    dossier = office.Do(office.as_clerk, dossier, "mark_paid").value();
    EXPECT_NE(LastNotice().find("Đã ghi nhận bạn nộp 50.000 đồng"), std::string::npos) << LastNotice();
}

TEST_P(ApplicantWords, an_organisation_hears_that_a_procedure_is_for_people) {
    const auto procedure =
        office.database->Read([](Transaction& tx) { return ProcedureStore(tx).GetPublished("9.117115").value(); });
    auto business = office.citizen;
    business.kind = identity::AccountKind::business;
    EXPECT_TRUE(BeginDraft(office.platform, business, procedure.code));
    office.database->MustWrite([&](Transaction& tx) {
        auto for_people = ProcedureStore(tx).GetPublished("9.117115").value();
        for_people.for_businesses = false;
        for_people.audience_text = "Công dân Việt Nam";
        ProcedureStore(tx).Import({for_people});
    });
    const auto refused = BeginDraft(office.platform, business, procedure.code);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, "ONE_STOP_AUDIENCE");
    const auto begun = BeginDraft(office.platform, office.citizen, procedure.code).value();
    const auto submitted = SubmitDossier(office.platform, business, begun.id);
    ASSERT_FALSE(submitted);
    EXPECT_EQ(submitted.error().front().code, "ONE_STOP_AUDIENCE");
    WalkIn walk_in{
        .procedure = office.database->Read([](Transaction& tx) { return ProcedureStore(tx).GetPublished("9.117115").value(); }),
        .person = {.name = "Công ty Đông Sơn", .number = "2800123452", .phone = "0912345678"}};
    const auto told = [&] {
        const auto faults = CheckWalkIn(office.platform, walk_in);
        return std::ranges::find(faults, "ONE_STOP_AUDIENCE", &Refusal::code) != faults.end();
    };
    EXPECT_TRUE(told());
    walk_in.person.kind = identity::AccountKind::citizen;
    walk_in.person.number = "038085001234";
    EXPECT_FALSE(told());
}

INSTANTIATE_TEST_SUITE_P(Both, ApplicantWords, storage::testing::Values(storage::testing::Sqlite, storage::testing::Postgres));

}  // namespace dongson::one_stop
