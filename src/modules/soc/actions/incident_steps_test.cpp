// Steps of a playbook are tasks of the platform: they lie in the inbox of whoever is on duty, are done where the incident is
// read, end with it and go on with it.
#include "modules/soc/actions/incident_steps.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "core/text.h"
#include "modules/soc/actions/act_on_incident.h"
#include "modules/soc/actions/audit_centre.h"
#include "modules/soc/actions/keep_incidents.h"
#include "modules/soc/domain/incident_kind.h"
#include "modules/soc/storage/incident_store.h"
#include "platform/files/files.h"
#include "platform/identity/staff.h"
#include "platform/identity/storage/account_store.h"
#include "platform/identity/storage/staff_store.h"
#include "platform/testing/bare_house.h"
#include "platform/workflow/inbox.h"
#include "platform/workflow/storage/case_store.h"
#include "platform/workflow/storage/task_store.h"
#include "platform/workflow/task_entry.h"
#include "storage/migrations.h"

namespace dongson::soc {
namespace {

using namespace storage::testing;
using storage::Transaction;
using workflow::Task;

class StepsOfIncident : public ::testing::TestWithParam<storage::Engine> {
  protected:
    StepsOfIncident() : office(GetParam(), Instant::Parse("2026-11-25 08:00").value()) {
        officer.account = {.id = Fresh<AccountTag>(),
                           .kind = identity::AccountKind::officer,
                           .login = "truc",
                           .name = "Trực",
                           .created = office.clock.Now()};
        officer.appointments = {{office.units.Now()->FindByKey("so-khoa-hoc-va-cong-nghe")->id, "analyst", "Trực"}};
        office.platform.storage.MustWrite([&](Transaction& tx) {
            identity::AccountStore(tx).Insert(officer.account);
            identity::AccountStore(tx).Appoint(officer.account.id, officer.appointments[0]);
        });
    }

    Incident Opened(std::string category = "malware") {
        return OpenIncident(office.platform, officer, {.title = "Mã độc ở kho", .category = std::move(category), .grade = 1})
            .value();
    }
    template <class Read>
    auto Reading(const Read& read) {
        return office.platform.storage.Read([&](Transaction& tx) { return read(tx); });
    }
    std::vector<Task> StepsNow(const Incident& incident) {
        return Reading([&](Transaction& tx) { return StepsOf(tx, incident.id); });
    }
    std::vector<workflow::Happening> Happened(CaseId id) {
        return Reading([&](Transaction& tx) { return workflow::CaseStore(tx).HappeningsWithFiles(id); });
    }
    Result<void> Do(const Incident& incident, const Task& step, std::string text = {}) {
        return DoStep(office.platform, officer, {.code = incident.code, .step = step.id.value, .text = std::move(text)});
    }
    Result<Incident> Move(const Incident& incident, std::string_view event, std::string_view reason = {}) {
        const auto version = Reading([&](Transaction& tx) { return IncidentStore(tx).Get(incident.id)->version; });
        return MoveIncident(office.platform, officer, incident.code, event, version, reason);
    }
    // Closed as one is of which everything was said.
    void Close(const Incident& incident) {
        auto said = *Reading([&](Transaction& tx) { return IncidentStore(tx).Get(incident.id); });
        said.cause = said.scope = said.remedy = said.lessons = "rõ";
        ASSERT_TRUE(ChangeIncident(
            office.platform, officer,
            {.code = said.code, .expected_version = said.version, .description = said, .state = "closed", .reason = "rõ"}));
    }
    std::vector<workflow::InboxItem> InboxOf(const identity::Officer& officer) {
        return Reading([&](Transaction& tx) {
            const auto inbox = workflow::InboxStore(tx).Read(officer, workflow::InboxView::all, office.clock.Now());
            std::vector<workflow::InboxItem> items;
            for (const auto* item : inbox.items)
                if (item->reference.contains('.')) items.push_back(*item);
            return items;
        });
    }
    std::vector<std::string> Stray() {
        return Reading([&](Transaction& tx) { return StrayIncidents(tx, *office.units.Now(), office.clock.Now().LocalDate()); });
    }
    std::vector<std::string> Faults() {
        office.ledger.Sequence();
        ledger::Audit audit(*office.database, office.ledger.Verifier());
        audit.HoldTree();
        AuditCentre(office.platform, audit);
        audit.HoldUnclaimed();
        return audit.faults();
    }

    dongson::testing::BareHouse office;
    identity::Officer officer;
};

TEST_P(StepsOfIncident, are_given_with_it_and_wait_in_the_inbox_of_whoever_is_on_duty) {
    const auto incident = Opened();
    const auto& playbook = IncidentRules::Shipped().Find("malware")->steps;
    const auto steps = StepsNow(incident);
    ASSERT_EQ(steps.size(), playbook.size());
    const auto waiting = InboxOf(officer);
    EXPECT_EQ(waiting.size(), playbook.size());
    for (std::size_t i = 0; i < steps.size(); ++i) {
        EXPECT_EQ(steps[i].title, playbook[i].text);
        EXPECT_EQ(steps[i].code, StepCode(incident.code, static_cast<int>(i) + 1));
        EXPECT_EQ(steps[i].due, playbook[i].within == 0 ? kNever : incident.opened + playbook[i].within);
        EXPECT_EQ(steps[i].assignee, incident.assignee);
        const auto item = std::ranges::find(waiting, steps[i].code, &workflow::InboxItem::reference);
        ASSERT_NE(item, waiting.end()) << steps[i].code;
        EXPECT_EQ(item->path, "/can-bo/an-ninh/vu-viec/" + incident.code);
        EXPECT_EQ(item->due, steps[i].due);
        EXPECT_NE(Happened(steps[i].id).at(0).ledger, 0);
    }
    EXPECT_TRUE(Stray().empty());
    EXPECT_EQ(Faults(), std::vector<std::string>{});
}

TEST_P(StepsOfIncident, are_nobodys_to_read_who_does_not_handle_incidents) {
    const auto incident = Opened();
    auto colleague = officer;
    colleague.account.id = Fresh<AccountTag>();
    colleague.appointments = {{officer.appointments[0].unit, "specialist", "Chuyên viên"}};
    EXPECT_TRUE(InboxOf(colleague).empty());
    const auto step = StepsNow(incident).at(0);
    Reading([&](Transaction& tx) {
        workflow::TaskStore tasks(tx);
        EXPECT_FALSE(tasks.Get(step.code)) << "no page of tasks knows it";
        EXPECT_TRUE(tasks.Find({.unit = step.holder}, office.clock.Now(), 100).empty());
        return 0;
    });
    EXPECT_FALSE(DoStep(office.platform, colleague, {.code = incident.code, .step = step.id.value}));
}

TEST_P(StepsOfIncident, are_done_once_with_what_came_of_them_and_what_shows_it) {
    const auto incident = Opened(), other = Opened("phishing");
    const auto step = StepsNow(incident).at(1);
    EXPECT_FALSE(Do(other, step)) << "of another incident";
    EXPECT_EQ(Do(incident, step, std::string(3001, 'a')).error().field, "ket_qua");
    EXPECT_FALSE(StepsNow(incident).at(1).done) << "what is refused keeps nothing";
    auto kept = office.files.KeepBytes("%PDF-1.4\n%%EOF\n", "mau.pdf");
    ASSERT_TRUE(kept) << kept.error().sentence.Now();
    StepDone done{
        .code = incident.code, .step = step.id.value, .text = "Đã giữ hai mẫu", .papers = {{.component = -1, .kept = *kept}}};
    ASSERT_TRUE(DoStep(office.platform, officer, done));
    ASSERT_TRUE(DoStep(office.platform, officer, done)) << "a button pressed twice";
    auto beside = done;
    beside.text = "Tìm thấy mã độc";
    const auto second = DoStep(office.platform, officer, beside);
    ASSERT_FALSE(second) << "what is said beside it must not vanish";
    EXPECT_EQ(second.error().code, "SOC_STEP_DONE");
    EXPECT_EQ(second.error().field, "ghi_chu");
    const auto after = StepsNow(incident).at(1);
    EXPECT_EQ(after.state, "done");
    EXPECT_EQ(after.done_by, officer.account.id);
    ASSERT_EQ(Happened(step.id).size(), 2U);
    EXPECT_EQ(Happened(step.id).back().reason, "Đã giữ hai mẫu");
    EXPECT_EQ(Happened(step.id).back().files.size(), 1U);
    const auto line = Happened(incident.id).back();
    EXPECT_EQ(line.event, "do_step");
    EXPECT_EQ(line.reason, step.title + ": Đã giữ hai mẫu");
    EXPECT_EQ(line.files.size(), 1U);
    EXPECT_EQ(std::ranges::count(InboxOf(officer), step.code, &workflow::InboxItem::reference), 0);
    EXPECT_EQ(Faults(), std::vector<std::string>{});
}

TEST_P(StepsOfIncident, end_with_it_and_are_taken_up_again_with_it) {
    const auto incident = Opened();
    ASSERT_TRUE(Do(incident, StepsNow(incident).at(0)));
    Close(incident);
    for (const auto& step : StepsNow(incident)) EXPECT_EQ(step.state, PlaceOfStep(step.code) == 1 ? "done" : "dropped");
    EXPECT_TRUE(InboxOf(officer).empty());
    EXPECT_FALSE(Do(incident, StepsNow(incident).at(1))) << "nobody goes on with what is over";
    ASSERT_TRUE(Move(incident, "reopen", "còn một máy nữa"));
    for (const auto& step : StepsNow(incident)) EXPECT_EQ(step.state, PlaceOfStep(step.code) == 1 ? "done" : "open");
    EXPECT_EQ(InboxOf(officer).size(), StepsNow(incident).size() - 1);
    ASSERT_TRUE(Do(incident, StepsNow(incident).at(1)));
    EXPECT_TRUE(Stray().empty());
    EXPECT_EQ(Faults(), std::vector<std::string>{});
}

TEST_P(StepsOfIncident, go_back_to_the_centre_when_who_leads_it_leaves) {
    const auto incident = Opened();
    const auto post =
        Reading([&](Transaction& tx) { return identity::StaffStore(tx).PostsOf(officer.account.id).at(0).held.id; });
    const auto yesterday = office.clock.Now().LocalDate() - 1;
    ASSERT_TRUE(identity::EndPost(office.platform, {{}, "quản trị"}, post, yesterday, "Chuyển công tác"));
    KeepIncidents(office.platform);
    for (const auto& step : StepsNow(incident)) {
        EXPECT_FALSE(step.assignee);
        EXPECT_EQ(step.state, "open");
        EXPECT_EQ(Happened(step.id).back().event, "release");
    }
    EXPECT_TRUE(Stray().empty());
    EXPECT_EQ(Faults(), std::vector<std::string>{});
}

TEST_P(StepsOfIncident, of_before_they_were_tasks_move_as_they_stood) {
    constexpr int kOwn = 136, kFirstAgain = 900'000;
    Incident open, closed;
    office.platform.storage.MustWrite([&](Transaction& tx) {
        for (auto* each : {&open, &closed}) {
            each->id = Fresh<CaseTag>();
            each->code = each == &open ? "SC-2026-0001" : "SC-2026-0002";
            each->process = kIncidentProcess;
            each->state = each == &open ? "open" : "closed";
            each->holder = officer.appointments[0].unit;
            each->holder_role = "analyst";
            each->assignee = officer.account.id;
            each->title = "Mã độc";
            each->category = "malware";
            each->detected = each->opened = office.clock.Now();
            if (each == &closed) each->closed = each->opened + kHour;
            IncidentStore(tx).Insert(*each);
            workflow::CaseStore(tx).Insert(each->id, IncidentKind().key(), each->code);
        }
    });
    const auto row = [](std::int64_t id, const Incident& incident, int place, const std::string& text, std::string_view done) {
        return "INSERT INTO soc_case_task VALUES (" + std::to_string(id) + ", " + ToText(incident.id) + ", " +
               std::to_string(place) + ", '" + text + "', " + std::string(done) + ");";
    };
    const auto& playbook = IncidentRules::Shipped().Find("malware")->steps;
    const auto by = ToText(officer.account.id);
    const std::string before =
        "CREATE TABLE soc_case_task (id BIGINT NOT NULL PRIMARY KEY, case_id BIGINT NOT NULL, place BIGINT NOT NULL, "
        "text TEXT NOT NULL, done_at BIGINT, done_by BIGINT NOT NULL);" +
        row(12, open, 2, playbook[1].text, "NULL, 0") +
        row(11, open, 1, playbook[0].text, std::to_string(open.opened.ms + kMinute) + ", " + by) +
        row(13, closed, 1, "việc không còn trong kịch bản", "NULL, 0");
    std::vector<storage::Migration> again{{kFirstAgain, "again.sql", before}};
    for (const auto& migration : storage::Migrations(GetParam()))
        if (migration.number == kOwn) again.push_back({kFirstAgain + 1, "again.sql", migration.sql});
    ASSERT_EQ(again.size(), 2U);
    ASSERT_TRUE(storage::Migrate(*office.database, again));
    for (int twice = 0; twice < 2; ++twice) EnterMovedSteps(office.platform);

    const auto steps = StepsNow(open);
    ASSERT_EQ(steps.size(), 2U);
    EXPECT_EQ(steps[0].state, "done");
    EXPECT_EQ(steps[0].done_by, officer.account.id);
    EXPECT_EQ(Happened(steps[0].id).size(), 2U);
    EXPECT_EQ(Happened(steps[0].id).back().actor_name, officer.account.name);
    EXPECT_EQ(steps[1].state, "open");
    EXPECT_EQ(steps[1].due, open.opened + playbook[1].within) << "as the playbook says";
    EXPECT_EQ(Happened(steps[1].id).size(), 1U);
    EXPECT_EQ(StepsNow(closed).at(0).state, "dropped");
    EXPECT_EQ(InboxOf(officer).size(), 1U);
    ASSERT_TRUE(Do(open, steps[1])) << "and goes on";
    office.ledger.Sequence();
    ledger::Audit audit(*office.database, office.ledger.Verifier());
    audit.HoldTree();
    workflow::AuditTasks(office.platform, audit, StepKind().key());
    EXPECT_EQ(audit.faults(), std::vector<std::string>{});
}

INSTANTIATE_TEST_SUITE_P(Both, StepsOfIncident, Values(Sqlite, Postgres));

}  // namespace
}  // namespace dongson::soc
