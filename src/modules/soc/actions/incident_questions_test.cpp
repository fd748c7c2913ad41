// Other units are asked about an incident: each answers from its inbox and learns nothing but the question.
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "modules/soc/actions/act_on_incident.h"
#include "modules/soc/actions/keep_incidents.h"
#include "modules/soc/domain/incident_kind.h"
#include "modules/soc/storage/incident_store.h"
#include "modules/soc/testing/centre_on_duty.h"
#include "platform/identity/storage/account_store.h"
#include "platform/notices/notices.h"
#include "platform/workflow/inbox.h"
#include "platform/workflow/storage/case_store.h"

namespace dongson::soc {
namespace {

using namespace storage::testing;
using storage::Transaction;

class QuestionsOnIncident : public ::testing::TestWithParam<storage::Engine> {
  protected:
    QuestionsOnIncident() : office(GetParam()) {
        incident =
            OpenIncident(office.platform, office.officer, {.title = "Mã độc ở kho số 7", .category = "malware", .grade = 1})
                .value();
        health = OfUnit("so-y-te", 1);
        building = OfUnit("so-xay-dung", 2);
    }

    identity::Officer OfUnit(std::string_view key, std::int64_t id) {
        identity::Officer officer;
        officer.account = {.id = {id},
                           .kind = identity::AccountKind::officer,
                           .login = std::string(key),
                           .name = "Chuyên viên " + std::string(key)};
        officer.appointments = {{office.units.Now()->FindByKey(std::string(key))->id, "specialist", "Chuyên viên"}};
        office.platform.storage.MustWrite([&](Transaction& tx) {
            identity::AccountStore(tx).Insert(officer.account);
            identity::AccountStore(tx).Appoint(officer.account.id, officer.appointments[0]);
        });
        return officer;
    }
    static UnitId UnitOf(const identity::Officer& officer) { return officer.appointments[0].unit; }
    Incident Now() {
        return office.platform.storage.Read([&](Transaction& tx) { return *IncidentStore(tx).GetByCode(incident.code); });
    }
    Result<Incident> Ask(std::vector<UnitId> units, std::string text = "Máy chủ kho do ai quản?", int days = 3,
                         bool share = false) {
        return AskOnIncident(office.platform, office.officer,
                             {.code = incident.code,
                              .expected_version = Now().version,
                              .units = std::move(units),
                              .days = days,
                              .text = std::move(text),
                              .share = share});
    }
    std::vector<workflow::Consultation> Asked() {
        return office.platform.storage.Read([&](Transaction& tx) { return workflow::CaseStore(tx).Consultations(incident.id); });
    }
    std::vector<workflow::InboxItem> InboxOf(const identity::Officer& officer) {
        return office.platform.storage.Read([&](Transaction& tx) {
            const auto inbox = workflow::InboxStore(tx).Read(officer, workflow::InboxView::all, office.clock.Now());
            std::vector<workflow::InboxItem> items;
            for (const auto& item : inbox.items) items.push_back(*item);
            return items;
        });
    }
    Result<void> Answer(const identity::Officer& officer, std::int64_t question, std::string text) {
        return AnswerOnIncident(office.platform, officer, {.code = incident.code, .question = question, .text = std::move(text)});
    }
    std::int64_t PutTo(const identity::Officer& officer) {
        for (const auto& each : Asked())
            if (each.unit == UnitOf(officer)) return each.id;
        return 0;
    }

    std::vector<notices::Notice> Told(const identity::Officer& officer) {
        return office.platform.storage.Read(
            [&](Transaction& tx) { return notices::Notices::NoticesOf(tx, officer.account.id, 10); });
    }

    CentreOnDuty office;
    Incident incident;
    identity::Officer health, building;
};

TEST_P(QuestionsOnIncident, stand_in_the_inbox_of_each_that_is_asked_without_a_word_of_the_incident) {
    ASSERT_TRUE(Ask({UnitOf(health), UnitOf(building)}));
    EXPECT_EQ(Asked().size(), 2U);
    for (const auto* officer : {&health, &building}) {
        const auto work = InboxOf(*officer);
        ASSERT_EQ(work.size(), 1U);
        EXPECT_EQ(work[0].path, QuestionPath(incident.code, PutTo(*officer)));
        EXPECT_EQ(work[0].title.find("kho số 7"), std::string::npos) << "what it is called is the centre's own";
        EXPECT_NE(work[0].step_due, kNever);
    }
    ASSERT_TRUE(Answer(health, PutTo(health), "Sở Y tế quản."));
    EXPECT_TRUE(InboxOf(health).empty());
    EXPECT_EQ(InboxOf(building).size(), 1U) << "each answers for itself";
    EXPECT_EQ(Asked()[0].answered.has_value() + Asked()[1].answered.has_value(), 1);
    EXPECT_TRUE(
        office.platform.storage
            .Read([&](Transaction& tx) { return StrayIncidents(tx, *office.units.Now(), office.clock.Now().LocalDate()); })
            .empty());
}

TEST_P(QuestionsOnIncident, are_told_to_whoever_answers_and_the_answers_to_whoever_asked) {
    ASSERT_TRUE(Ask({UnitOf(health), UnitOf(building)}, "Máy chủ kho do ai quản?", 3, true));
    for (const auto* officer : {&health, &building}) {
        const auto told = Told(*officer);
        ASSERT_EQ(told.size(), 1U);
        EXPECT_EQ(told[0].path, QuestionPath(incident.code, PutTo(*officer)));
        EXPECT_EQ(told[0].sentence.Now().find("kho"), std::string::npos) << "neither the question nor the incident";
    }
    ASSERT_TRUE(Answer(health, PutTo(health), "Sở Y tế quản."));
    ASSERT_TRUE(Answer(health, PutTo(health), "Sở Y tế quản.")) << "pressed twice";
    ASSERT_TRUE(Answer(building, PutTo(building), "Không phải chúng tôi."));
    const auto told = Told(office.officer);
    ASSERT_EQ(told.size(), 2U) << "who asked leads it too: once for each answer";
    EXPECT_NE(told[1].sentence.Now().find("1/2"), std::string::npos);
    EXPECT_NE(told[0].sentence.Now().find("Đã đủ 2/2"), std::string::npos);
    EXPECT_EQ(told[0].path, "/can-bo/an-ninh/vu-viec/" + incident.code);
    EXPECT_EQ(Told(health).size(), 1U);
    EXPECT_EQ(Told(building).size(), 1U);
}

TEST_P(QuestionsOnIncident, are_answered_by_nobody_who_was_not_asked_and_once) {
    ASSERT_TRUE(Ask({UnitOf(health)}));
    const auto question = PutTo(health);
    EXPECT_EQ(Answer(building, question, "Chúng tôi biết").error().kind, RefusalKind::not_found);
    EXPECT_EQ(Answer(office.officer, question, "Tự trả lời").error().kind, RefusalKind::not_found) << "nor by who asks";
    EXPECT_EQ(Answer(health, question, " ").error().field, "ly_do");
    ASSERT_TRUE(Answer(health, question, "Sở Y tế quản."));
    EXPECT_TRUE(Answer(health, question, "Sở Y tế quản. ")) << "a button pressed twice";
    EXPECT_EQ(Answer(health, question, "Khác").error().code, "SOC_QUESTION_OVER");
    EXPECT_EQ(Asked()[0].answer, "Sở Y tế quản.");
}

TEST_P(QuestionsOnIncident, say_of_the_incident_what_the_asker_shares) {
    ASSERT_TRUE(Ask({UnitOf(health)}, "Máy nào?", 3, true));
    EXPECT_NE(Asked()[0].question.find("Mã độc ở kho số 7"), std::string::npos);
    ASSERT_TRUE(Ask({UnitOf(building)}, "Máy nào?"));
    const auto asked = Asked();
    const auto other = std::ranges::find(asked, UnitOf(building), &workflow::Consultation::unit);
    EXPECT_EQ(other->question, "Máy nào?");
}

TEST_P(QuestionsOnIncident, are_due_in_hours_by_the_clock_where_the_law_does_not_wait_for_working_days) {
    office.clock.Set(Instant::Parse("2026-11-27 20:00").value());  // a Friday evening
    const auto ask = [&](int hours) {
        return AskOnIncident(office.platform, office.officer,
                             {.code = incident.code,
                              .expected_version = Now().version,
                              .units = {UnitOf(health)},
                              .text = "Máy chủ kho do ai quản?",
                              .hours = hours});
    };
    for (const int wrong : {0, 73}) EXPECT_EQ(ask(wrong).error().field, "so_ngay") << wrong;
    ASSERT_TRUE(ask(24));
    const auto due = Instant::Parse("2026-11-28 20:00").value();
    EXPECT_EQ(Asked().at(0).due, due) << "on Saturday, whether the office is open or not";
    EXPECT_EQ(InboxOf(health).at(0).step_due, due);
    const auto overdue = [&] {
        return office.platform.storage.Read([&](Transaction& tx) {
            return workflow::InboxStore(tx).Read(health, workflow::InboxView::overdue, office.clock.Now()).items.size();
        });
    };
    office.clock.Set(due);
    EXPECT_EQ(overdue(), 0U);
    office.clock.Set(due + 1);
    EXPECT_EQ(overdue(), 1U);
    EXPECT_TRUE(Asked().at(0).Late(office.clock.Now()));
}

TEST_P(QuestionsOnIncident, name_the_field_that_is_wrong) {
    EXPECT_EQ(Ask({}).error().field, "don_vi");
    EXPECT_EQ(Ask({UnitOf(office.officer)}).error().field, "don_vi") << "the centre asks itself";
    EXPECT_EQ(Ask({UnitOf(health)}, "Máy nào?", 0).error().field, "so_ngay");
    EXPECT_EQ(Ask({UnitOf(health)}, "  ").error().field, "ly_do");
    EXPECT_TRUE(Asked().empty());
    ASSERT_TRUE(Ask({UnitOf(health)}));
    EXPECT_EQ(Ask({UnitOf(health)}).error().field, "don_vi") << "it has not answered yet";
    EXPECT_EQ(
        AskOnIncident(office.platform, health,
                      {.code = incident.code, .expected_version = Now().version, .units = {UnitOf(building)}, .text = "Gì?"})
            .error()
            .kind,
        RefusalKind::forbidden)
        << "whoever is asked asks nobody";
}

TEST_P(QuestionsOnIncident, are_waited_for_no_more_when_the_centre_says_so_or_closes_the_incident) {
    ASSERT_TRUE(Ask({UnitOf(health), UnitOf(building)}));
    EXPECT_EQ(StopWaiting(office.platform, office.officer, incident.code, PutTo(health), "").error().field, "ly_do");
    ASSERT_TRUE(StopWaiting(office.platform, office.officer, incident.code, PutTo(health), "đã rõ"));
    EXPECT_EQ(Answer(health, PutTo(health), "Muộn rồi").error().code, "SOC_QUESTION_OVER");
    EXPECT_TRUE(InboxOf(health).empty());
    auto closing = Now();
    closing.cause = closing.scope = closing.remedy = closing.lessons = "rõ";
    ASSERT_TRUE(ChangeIncident(office.platform, office.officer,
                               {.code = closing.code,
                                .expected_version = closing.version,
                                .description = closing,
                                .state = "closed",
                                .reason = "xong"}));
    EXPECT_TRUE(InboxOf(building).empty());
}

INSTANTIATE_TEST_SUITE_P(Both, QuestionsOnIncident, Values(Sqlite, Postgres));

}  // namespace
}  // namespace dongson::soc
