#include "modules/soc/actions/act_on_incident.h"

#include <gtest/gtest.h>

#include "core/text.h"
#include "modules/soc/actions/incident_steps.h"
#include "modules/soc/actions/keep_incidents.h"
#include "modules/soc/actions/keep_source.h"
#include "modules/soc/search/query.h"
#include "modules/soc/storage/incident_store.h"
#include "modules/soc/testing/centre_on_duty.h"
#include "platform/identity/staff.h"
#include "platform/identity/storage/staff_store.h"
#include "platform/workflow/storage/case_store.h"

namespace dongson::soc {
namespace {

using namespace storage::testing;
using storage::Transaction;

class LifeOfIncident : public ::testing::TestWithParam<storage::Engine> {
  protected:
    LifeOfIncident() : office(GetParam()) {}

    Incident Opened(int grade = 1) {
        return OpenIncident(office.platform, office.officer, {.title = "Mã độc ở kho", .category = "malware", .grade = grade})
            .value();
    }
    Incident Reread(const Incident& incident) {
        return office.platform.storage.Read([&](Transaction& tx) { return *IncidentStore(tx).GetByCode(incident.code); });
    }
    std::vector<workflow::Happening> Happened(const Incident& incident) {
        return office.platform.storage.Read([&](Transaction& tx) { return workflow::CaseStore(tx).Happenings(incident.id); });
    }
    Result<Incident> Move(const Incident& incident, std::string_view event, std::string_view reason = {}) {
        return MoveIncident(office.platform, office.officer, incident.code, event, Reread(incident).version, reason);
    }
    // As a form sends it that was shown now.
    Result<Incident> Become(const Incident& wanted, std::string state, std::string reason = "") {
        return ChangeIncident(office.platform, office.officer,
                              {.code = wanted.code,
                               .expected_version = Reread(wanted).version,
                               .description = wanted,
                               .state = state,
                               .reason = reason});
    }

    // What is asked of the incident itself and by the law; steps of its playbook have lines of their own.
    workflow::Inbox WithoutSteps() {
        auto inbox = office.Inbox();
        std::erase_if(inbox.items, [](const auto* item) { return item->reference.contains('.'); });
        return inbox;
    }

    CentreOnDuty office;
};

TEST_P(LifeOfIncident, begins_with_a_title_that_prints_and_a_day_that_can_be) {
    const auto code = [&](std::string title, Instant detected = {}) {
        const auto opened = OpenIncident(office.platform, office.officer,
                                         {.title = std::move(title), .category = "malware", .grade = 1, .detected = detected});
        return opened ? std::string("opened") : opened.error().code;
    };
    EXPECT_EQ(code(std::string(5000, 'a')), "SOC_TITLE_LONG");
    EXPECT_EQ(code("Mã độc \u202Egpj.exe"), "LETTER_NOT_PRINTED");
    EXPECT_EQ(code("Mã độc ở kho", Instant::At(Date::Of(1900, 1, 1), 0)), "SOC_DETECTED_EARLY");
    EXPECT_EQ(code("Mã độc ở kho", office.clock.Now() + -30 * kDay), "opened");
}

TEST_P(LifeOfIncident, puts_what_the_law_wants_told_into_the_inbox_until_it_is) {
    office.Keep({office.Found("a", "1.1.1.1")});
    office.clock.Set(office.clock.Now() + 2 * kHour);
    const AlertId alert = office.Queue().at(0).id;
    const auto opened = OpenIncident(office.platform, office.officer,
                                     {.title = "Đoán mật khẩu", .category = "intrusion", .grade = 3, .alerts = {alert}});
    ASSERT_TRUE(opened) << opened.error().sentence.Now();
    EXPECT_EQ(opened->code, "SC-2026-0001");
    EXPECT_EQ(opened->detected, Instant::Parse("2026-11-25 08:00").value())
        << "when the alert came, not when the case was opened";
    auto inbox = WithoutSteps();
    ASSERT_EQ(inbox.items.size(), 3U);
    EXPECT_EQ(inbox.items[0]->due, opened->detected + 24 * kHour);
    EXPECT_EQ(inbox.items[1]->due, opened->detected + 72 * kHour);
    EXPECT_EQ(inbox.items[2]->due, kNever) << "itself";
    EXPECT_EQ(inbox.items[0]->path, "/can-bo/an-ninh/vu-viec/SC-2026-0001");
    EXPECT_EQ(
        OpenIncident(office.platform, office.officer, {.title = "Lần nữa", .category = "other", .alerts = {alert}}).error().code,
        "SOC_ALERT_TAKEN");
    const auto tell = [&](std::string_view how) {
        return TellAuthority(office.platform, office.officer, opened->code, "notice", how);
    };
    EXPECT_EQ(tell("").error().field, "cach_bao");
    ASSERT_TRUE(tell("gọi điện"));
    EXPECT_EQ(tell("lần nữa").error().code, "SOC_TOLD_ALREADY");
    EXPECT_EQ(WithoutSteps().items.size(), 2U);

    auto closing = Reread(*opened);
    EXPECT_EQ(Become(closing, "closed").error().code, "SOC_CASE_UNFINISHED");
    closing.cause = closing.scope = closing.remedy = closing.lessons = "rõ";
    EXPECT_EQ(Become(closing, "closed").error().code, "SOC_CASE_UNTOLD");
    EXPECT_EQ(Reread(closing).cause, "") << "what is refused keeps nothing";
    closing.grade = 1;  // of less weight: nothing more needs to be told
    EXPECT_EQ(Become(closing, "closed").error().code, "SOC_REASON_WANTED") << "and nobody makes it so without a word";
    ASSERT_TRUE(Become(closing, "closed", "Chỉ một máy, đã thử lại"));
    EXPECT_TRUE(office.Inbox().items.empty());
    EXPECT_EQ(Become(closing, "closed").error().code, "SOC_CASE_CLOSED");
    EXPECT_EQ(ChangeIncident(office.platform, office.officer,
                             {.code = closing.code, .expected_version = 1, .description = closing, .state = "closed"})
                  .error()
                  .code,
              "SOC_CASE_CHANGED");
}

TEST_P(LifeOfIncident, goes_back_and_begins_again_only_with_a_reason) {
    auto incident = Opened();
    incident.cause = incident.scope = incident.remedy = incident.lessons = "rõ";
    ASSERT_TRUE(Move(incident, "resolve"));
    EXPECT_EQ(Move(incident, "not_resolved").error().field, "ly_do");
    ASSERT_TRUE(Move(incident, "not_resolved", "vá chưa hết"));
    EXPECT_EQ(Reread(incident).state, "contained");
    ASSERT_TRUE(Become(incident, "closed"));
    EXPECT_TRUE(Reread(incident).closed);
    EXPECT_TRUE(office.Inbox().items.empty());
    EXPECT_EQ(Move(incident, "contain").error().code, "SOC_CASE_ALREADY_CLOSED");
    EXPECT_EQ(Move(incident, "reopen").error().field, "ly_do");
    ASSERT_TRUE(Move(incident, "reopen", "còn một máy nữa"));
    EXPECT_FALSE(Reread(incident).closed);
    EXPECT_EQ(WithoutSteps().items.size(), 1U);
    EXPECT_EQ(Happened(incident).back().reason, "còn một máy nữa");
    EXPECT_NE(Happened(incident).back().ledger, 0);
}

TEST_P(LifeOfIncident, is_given_to_another_and_anybody_on_duty_goes_on_with_it) {
    auto other = office.officer;
    other.account.id = Fresh<AccountTag>();
    other.account.login = "truc2";
    other.account.name = "Trực đêm";
    office.platform.storage.MustWrite([&](Transaction& tx) {
        identity::AccountStore(tx).Insert(other.account);
        identity::AccountStore(tx).Appoint(other.account.id, other.appointments[0]);
    });
    const auto incident = Opened(3);
    EXPECT_EQ(Reread(incident).assignee, office.officer.account.id);
    ASSERT_TRUE(AssignIncident(office.platform, office.officer, incident.code, other.account.id, 1));
    EXPECT_EQ(Reread(incident).assignee, other.account.id);
    EXPECT_EQ(office.Inbox().items.at(0)->assignee, other.account.id) << "what has to be told goes with it";
    ASSERT_TRUE(Move(incident, "contain")) << "whoever leads it";
    EXPECT_EQ(Reread(incident).assignee, other.account.id) << "a step takes it from nobody";
}

TEST_P(LifeOfIncident, is_the_centres_again_when_who_leads_it_leaves) {
    const auto incident = Opened(3);
    EXPECT_EQ(KeepIncidents(office.platform), 0) << "they are on duty";
    const auto post = office.platform.storage.Read(
        [&](Transaction& tx) { return identity::StaffStore(tx).PostsOf(office.officer.account.id).at(0).held.id; });
    const auto yesterday = office.clock.Now().LocalDate() - 1;
    ASSERT_TRUE(identity::EndPost(office.platform, {{}, "quản trị"}, post, yesterday, "Chuyển công tác"));
    EXPECT_EQ(KeepIncidents(office.platform), 1);
    const auto after = Reread(incident);
    EXPECT_FALSE(after.assignee);
    EXPECT_EQ(after.state, "open");
    EXPECT_EQ(ObligationsOf(after)[0].due, ObligationsOf(incident)[0].due);
    EXPECT_EQ(Happened(incident).back().event, "release");
    for (const auto& item :
         office.platform.storage.Read([&](Transaction& tx) { return workflow::InboxStore(tx).OfCase("soc", incident.id.value); }))
        EXPECT_FALSE(item.assignee) << item.slot;
    EXPECT_EQ(KeepIncidents(office.platform), 0) << "once";
}

TEST_P(LifeOfIncident, keeps_a_timeline_steps_and_evidence) {
    const auto opened = Opened();
    const auto source = RegisterSource(office.centre, {.name = "Máy chủ", .mark = "10.0.0.1"});
    ASSERT_TRUE(source);
    office.centre.watcher().Take({{source->source.number, Shape::text, office.clock.Now(), "dòng làm chứng"}});
    EXPECT_FALSE(AddEvidence(office.centre, office.officer, opened.code, {"standard", 99}));
    ASSERT_TRUE(AddEvidence(office.centre, office.officer, opened.code, {"standard", 1}));
    ASSERT_TRUE(AddNote(office.platform, office.officer, {.code = opened.code, .text = "ghi chú"}));
    EXPECT_FALSE(AddNote(office.platform, office.officer, {.code = opened.code, .text = "  "}));
    const auto happened = Happened(opened);
    ASSERT_EQ(happened.size(), 3U);
    EXPECT_NE(happened[1].ledger, 0) << "a proof can be given of it";
    const auto [steps, evidence] = office.platform.storage.Read(
        [&](Transaction& tx) { return std::pair(StepsOf(tx, opened.id), IncidentStore(tx).EvidenceOf(opened.id)); });
    EXPECT_EQ(steps.size(), IncidentRules::Shipped().Find("malware")->steps.size());
    EXPECT_EQ(evidence.at(happened[1].id).digest.size(), 64U);
    EXPECT_EQ(evidence.at(happened[1].id).event, "standard-1");
    ASSERT_TRUE(DoStep(office.platform, office.officer, {.code = opened.code, .step = steps[0].id.value}));
    ASSERT_TRUE(DoStep(office.platform, office.officer, {.code = opened.code, .step = steps[0].id.value}));
    EXPECT_EQ(Happened(opened).size(), 4U) << "done once";
    EXPECT_EQ(Reread(opened).version, 2) << "a note and a step are no reason to look again at what was typed";
}

TEST(Playbooks, search_for_what_can_be_searched_for) {
    int searches = 0;
    for (const Category& category : IncidentRules::Shipped().categories) {
        EXPECT_FALSE(category.steps.empty()) << category.key;
        for (const PlaybookStep& step : category.steps) {
            EXPECT_EQ(&step, category.Find(step.text));
            if (step.search.empty()) continue;
            ++searches;
            for (const char* entity : {R"(source.ip:"203.0.113.9")", R"(source.ip:"10.0.0.0/8" or destination.ip:"10.0.0.0/8")"})
                EXPECT_TRUE(ReadQuery(ReplaceAll(step.search, "{entity}", entity))) << step.search;
        }
    }
    EXPECT_GT(searches, 5);
}

TEST(Obligations, are_those_of_the_grade_and_of_personal_data) {
    Incident incident;
    EXPECT_TRUE(ObligationsOf(incident).empty());
    incident.personal_data = true;
    ASSERT_EQ(ObligationsOf(incident).size(), 1U);
    EXPECT_EQ(ObligationsOf(incident)[0].due, Instant{72 * kHour});
    incident.grade = 4;
    EXPECT_EQ(ObligationsOf(incident)[0].due, Instant{kHour}) << "at once, not within a day";
    EXPECT_EQ(ObligationsOf(incident).size(), 2U);
}

INSTANTIATE_TEST_SUITE_P(Both, LifeOfIncident, Values(Sqlite, Postgres));

}  // namespace
}  // namespace dongson::soc
