#include "modules/soc/actions/act_on_incident.h"

#include <gtest/gtest.h>

#include "core/text.h"
#include "modules/soc/actions/decide_alert.h"
#include "modules/soc/actions/keep_rule.h"
#include "modules/soc/actions/keep_source.h"
#include "modules/soc/search/query.h"
#include "modules/soc/storage/alert_store.h"
#include "modules/soc/storage/incident_store.h"
#include "modules/soc/storage/rule_store.h"
#include "modules/soc/storage/source_store.h"
#include "platform/identity/storage/account_store.h"
#include "platform/testing/bare_house.h"
#include "platform/workflow/inbox.h"
#include "platform/workflow/storage/case_store.h"

namespace dongson::soc {
namespace {

using namespace storage::testing;
using storage::Transaction;

// A centre with one analyst; no rules are read.
struct Office : dongson::testing::BareHouse {
    explicit Office(storage::Engine engine)
        : BareHouse(engine, Instant::Parse("2026-11-25 08:00").value()), centre(platform, {.shipped_rules = false}) {
        const auto* unit = units.Now()->FindByKey("so-khoa-hoc-va-cong-nghe");
        officer.account = {.id = Fresh<AccountTag>(),
                           .kind = identity::AccountKind::officer,
                           .login = "truc",
                           .name = "Trực",
                           .created = clock.Now()};
        officer.appointments = {{unit->id, "analyst", "Trực"}};
        platform.storage.MustWrite([&](Transaction& tx) {
            identity::AccountStore(tx).Insert(officer.account);
            identity::AccountStore(tx).Appoint(officer.account.id, officer.appointments[0]);
        });
    }
    Finding Found(const std::string& rule, const std::string& who, std::uint64_t events = 1, Level level = Level::high) const {
        return {.rule = rule,
                .title = "Quy tắc " + rule,
                .level = level,
                .entity = {"address", who},
                .source = 2,
                .first = clock.Now(),
                .last = clock.Now(),
                .events = events,
                .shown = {{"standard-" + std::to_string(events), clock.Now(), "dòng"}}};
    }
    void Keep(std::vector<Finding> findings) {
        ASSERT_TRUE(KeepFindings(platform, *centre.watcher().sources(),
                                 {.findings = std::move(findings), .told = {{{"standard", 7}}, clock.Now()}, .counts = {}}));
    }
    std::vector<Alert> Queue(const AlertFilter& filter = {}) {
        return platform.storage.Read([&](Transaction& tx) { return AlertStore(tx).Queue(filter, 100, 0); });
    }
    workflow::Inbox Inbox() {
        return platform.storage.Read(
            [&](Transaction& tx) { return workflow::InboxStore(tx).Read(officer, workflow::InboxView::all, clock.Now()); });
    }
    Centre centre;
    identity::Officer officer;
};

class Findings : public ::testing::TestWithParam<storage::Engine> {};

TEST_P(Findings, of_a_rule_and_entity_grow_one_alert_until_somebody_decides) {
    Office office(GetParam());
    ASSERT_TRUE(RegisterSource(office.centre, {.name = "Máy chủ", .mark = "10.0.0.1", .value = 4}));
    office.Keep({office.Found("a", "1.1.1.1"), office.Found("a", "2.2.2.2"), office.Found("b", "1.1.1.1", 1, Level::low)});
    office.clock.Set(office.clock.Now() + kHour);
    office.Keep({office.Found("a", "1.1.1.1", 5)});
    auto queue = office.Queue();
    ASSERT_EQ(queue.size(), 3U);
    EXPECT_EQ(queue[0].entity.name, "1.1.1.1");
    EXPECT_EQ(queue[0].events, 6U);
    EXPECT_EQ(queue[0].score, 16) << "high, of a vital system";
    EXPECT_EQ(queue[0].last.ms - queue[0].first.ms, kHour);
    EXPECT_EQ(queue[2].score, 8);
    office.platform.storage.Read([&](Transaction& tx) {
        EXPECT_EQ(SourceStore(tx).ReadTold().numbers.at("standard"), 7U);
        EXPECT_EQ(AlertStore(tx).Events(queue[0].id).size(), 2U);
        return true;
    });
    ASSERT_TRUE(DecideAlert(
        office.centre, office.officer,
        {.alert = queue[0].id, .expected_version = queue[0].version, .decision = Decision::close, .reason = "đã chặn"}));
    office.Keep({office.Found("a", "1.1.1.1")});
    queue = office.Queue();
    ASSERT_EQ(queue.size(), 3U) << "what comes after a decision is a new alert";
    EXPECT_EQ(office.Queue({.from = AlertState::closed, .until = AlertState::closed}).size(), 1U);
}

TEST_P(Findings, are_decided_once_and_with_a_reason) {
    Office office(GetParam());
    office.Keep({office.Found("a", "1.1.1.1")});
    const Alert alert = office.Queue().at(0);
    const auto decide = [&](Decision decision, std::string reason, int days = 0) {
        return DecideAlert(office.centre, office.officer,
                           {.alert = alert.id,
                            .expected_version = alert.version,
                            .decision = decision,
                            .reason = std::move(reason),
                            .days = days});
    };
    EXPECT_EQ(decide(Decision::close, " ").error().code, "SOC_REASON_WANTED");
    EXPECT_EQ(decide(Decision::suppress, "báo nhầm", 1000).error().code, "SOC_TOO_LONG");
    ASSERT_TRUE(decide(Decision::take, ""));
    auto group = office.Found("b", "user = lan");
    group.entity.kind = "group";
    office.Keep({group});
    const auto queue = office.Queue({.from = AlertState::fresh, .until = AlertState::fresh});
    ASSERT_EQ(1U, queue.size());
    const auto silence = [&](bool everywhere) {
        return DecideAlert(office.centre, office.officer,
                           {.alert = queue[0].id,
                            .expected_version = queue[0].version,
                            .decision = Decision::suppress,
                            .reason = "báo nhầm",
                            .everywhere = everywhere,
                            .days = 7});
    };
    EXPECT_EQ(silence(false).error().code, "SOC_NO_EXCEPTION") << "nobody else is silenced for want of a name";
    EXPECT_TRUE(silence(true));
    EXPECT_EQ(decide(Decision::close, "đã chặn").error().kind, RefusalKind::conflict);
    EXPECT_EQ(office.Queue().at(0).assignee, office.officer.account.id);
}

TEST_P(Findings, of_a_correlation_are_ignored_for_one_group) {
    Office office(GetParam());
    office.centre.Prepare();
    const auto own =
        KeepRule(office.centre, office.officer,
                 "title: Sai\nid: 0e95725d-7320-415d-80f7-004da920fc10\nname: wrong\nlevel: low\n"
                 "logsource: {product: test}\ndetection: {s: {is: wrong}, condition: s}\n---\n"
                 "title: Sai nhiều lần\nid: 0e95725d-7320-415d-80f7-004da920fc11\nlevel: high\n"
                 "correlation: {type: event_count, rules: [wrong], group-by: [source.ip], timespan: 5m, condition: {gte: 3}}\n",
                 1);
    ASSERT_TRUE(own) << own.error().sentence.Now();
    ASSERT_TRUE(SetLive(office.centre, own->id, Liveness::live));
    const auto before = office.centre.watcher().detection();
    const auto& correlations = before->book().correlations();
    const auto many = std::ranges::find_if(correlations, [](const Correlation& each) { return each.group_by.size() == 1; });
    ASSERT_NE(many, correlations.end());
    const auto silence = [&](const std::string& value) {
        auto found = office.Found(KeyOf(*many), many->group_by[0] + " = " + value);
        found.entity.kind = "group";
        office.Keep({found});
        const Alert alert = office.Queue({.rule = KeyOf(*many)}).at(0);
        return DecideAlert(office.centre, office.officer,
                           {.alert = alert.id,
                            .expected_version = alert.version,
                            .decision = Decision::suppress,
                            .reason = "báo nhầm",
                            .days = 7});
    };
    ASSERT_TRUE(silence("203.0.113.9 \"x\""));
    const auto kept = office.platform.storage.Read([&](Transaction& tx) { return RuleStore(tx).Exceptions(office.clock.Now()); });
    ASSERT_EQ(1U, kept.size());
    EXPECT_EQ(many->group_by[0] + R"(:"203.0.113.9 \"x\"")", kept[0].query);
    const auto detection = office.centre.watcher().detection();
    EXPECT_TRUE(detection->faults().empty());
    const Correlation& now = detection->book().correlations()[static_cast<std::size_t>(many - correlations.begin())];
    ASSERT_EQ(KeyOf(*many), KeyOf(now));
    EXPECT_FALSE(detection->Counts(now, {"203.0.113.9 \"X\""}, office.clock.Now()));
    EXPECT_TRUE(detection->Counts(now, {"203.0.113.8"}, office.clock.Now()));
    EXPECT_EQ("SOC_NO_EXCEPTION", silence("dài quá…").error().code) << "a value that was shortened names nobody";
}

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
    Result<Incident> Become(const Incident& wanted, std::string state) {
        return ChangeIncident(
            office.platform, office.officer,
            {.code = wanted.code, .expected_version = Reread(wanted).version, .description = wanted, .state = state});
    }

    Office office;
};

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
    auto inbox = office.Inbox();
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
    EXPECT_EQ(office.Inbox().items.size(), 2U);

    auto closing = Reread(*opened);
    EXPECT_EQ(Become(closing, "closed").error().code, "SOC_CASE_UNFINISHED");
    closing.cause = closing.scope = closing.remedy = closing.lessons = "rõ";
    EXPECT_EQ(Become(closing, "closed").error().code, "SOC_CASE_UNTOLD");
    EXPECT_EQ(Reread(closing).cause, "") << "what is refused keeps nothing";
    closing.grade = 1;  // of less weight: nothing more needs to be told
    ASSERT_TRUE(Become(closing, "closed"));
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
    EXPECT_EQ(office.Inbox().items.size(), 1U);
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

TEST_P(LifeOfIncident, keeps_a_timeline_steps_and_evidence) {
    const auto opened = Opened();
    const auto source = RegisterSource(office.centre, {.name = "Máy chủ", .mark = "10.0.0.1"});
    ASSERT_TRUE(source);
    office.centre.watcher().Take({{source->source.number, Shape::text, office.clock.Now(), "dòng làm chứng"}});
    EXPECT_FALSE(AddEvidence(office.centre, office.officer, opened.code, {"standard", 99}));
    ASSERT_TRUE(AddEvidence(office.centre, office.officer, opened.code, {"standard", 1}));
    ASSERT_TRUE(AddNote(office.platform, office.officer, opened.code, "ghi chú"));
    EXPECT_FALSE(AddNote(office.platform, office.officer, opened.code, "  "));
    const auto happened = Happened(opened);
    ASSERT_EQ(happened.size(), 3U);
    EXPECT_NE(happened[1].ledger, 0) << "a proof can be given of it";
    const auto [steps, evidence] = office.platform.storage.Read(
        [&](Transaction& tx) { return std::pair(IncidentStore(tx).Steps(opened.id), IncidentStore(tx).EvidenceOf(opened.id)); });
    EXPECT_EQ(steps.size(), IncidentRules::Shipped().Find("malware")->steps.size());
    EXPECT_EQ(evidence.at(happened[1].id).digest.size(), 64U);
    EXPECT_EQ(evidence.at(happened[1].id).event, "standard-1");
    ASSERT_TRUE(DoStep(office.platform, office.officer, opened.code, steps[0].id));
    ASSERT_TRUE(DoStep(office.platform, office.officer, opened.code, steps[0].id));
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

class Sources : public ::testing::TestWithParam<storage::Engine> {};

TEST_P(Sources, are_registered_once_a_mark_and_their_token_is_told_once) {
    Office office(GetParam());
    const auto first = RegisterSource(office.centre, {.name = "A", .recognition = Recognition::token});
    ASSERT_TRUE(first);
    EXPECT_EQ(first->source.mark, MarkOfToken(first->token));
    EXPECT_NE(office.centre.watcher().sources()->OfMark(Recognition::token, MarkOfToken(first->token)), nullptr);
    ASSERT_TRUE(RegisterSource(office.centre, {.name = "B", .mark = "10.0.0.0/8"}));
    EXPECT_EQ(RegisterSource(office.centre, {.name = "C", .mark = "10.0.0.0/8"}).error().code, "SOC_SOURCE_KNOWN");
    for (const char* wrong : {"", "10.0.0", "10.0.0.0/33", "x", "::/129"})
        EXPECT_EQ(RegisterSource(office.centre, {.name = "D", .mark = wrong}).error().field, "dau_hieu") << wrong;
    Source changed = first->source;
    changed.enabled = false;
    ASSERT_TRUE(ChangeSource(office.centre, changed));
    EXPECT_FALSE(office.centre.watcher().sources()->Of(changed.number)->enabled);
    EXPECT_EQ(ChangeSource(office.centre, changed).error().kind, RefusalKind::conflict);
}

TEST_P(Sources, count_day_by_day_what_became_of_their_events) {
    Office office(GetParam());
    SourceCount count{.received = 12, .stored = 9, .bytes = 100, .not_understood = 2};
    count.unkept[static_cast<std::size_t>(Unkept::crowded)] = 3;
    const Date day = Date::Of(2026, 11, 25);
    office.platform.storage.MustWrite([&](Transaction& tx) {
        SourceStore sources(tx);
        sources.AddCount(5, day, count);
        sources.AddCount(5, day + 1, count);
    });
    office.platform.storage.Read([&](Transaction& tx) {
        const auto counts = SourceStore(tx).CountsSince(day).at(5);
        EXPECT_EQ(counts.received, 24U);
        EXPECT_EQ(counts.stored, 18U);
        EXPECT_EQ(counts.bytes, 200U);
        EXPECT_EQ(counts.not_understood, 4U);
        EXPECT_EQ(counts.Unkept(), 6U);
        EXPECT_EQ(SourceStore(tx).CountsSince(day + 1).at(5).stored, 9U);
        return true;
    });
}

class Rules : public ::testing::TestWithParam<storage::Engine> {};

TEST_P(Rules, have_versions_of_which_one_counts_and_exceptions_that_end) {
    Office office(GetParam());
    const Instant now = office.clock.Now();
    office.platform.storage.MustWrite([&](Transaction& tx) {
        RuleStore rules(tx);
        const auto first = rules.Insert({.id = 1, .rule = "r", .yaml = "a", .made = now});
        const auto second = rules.Insert({.id = 2, .rule = "r", .yaml = "b", .made = now});
        EXPECT_EQ(second.version, 2);
        rules.Enliven(first);
        rules.Enliven(second);
        const auto own = rules.Own();
        ASSERT_EQ(own.size(), 2U);
        EXPECT_TRUE(own[0].live);
        EXPECT_EQ(own[0].yaml, "b");
        EXPECT_FALSE(own[1].live);
        rules.Save({.rule = "x", .off = true, .groups = "", .units = {}, .reason = "ồn ào", .changed = now});
        rules.Save({.rule = "x", .off = false, .groups = "web", .units = {UnitId{7}, UnitId{9}}, .reason = "", .changed = now});
        ASSERT_EQ(rules.Settings().size(), 1U);
        EXPECT_EQ(rules.Settings()[0].groups, "web");
        EXPECT_EQ(rules.Settings()[0].units, (std::vector<UnitId>{UnitId{7}, UnitId{9}}));
        rules.Insert({.id = 9, .rule = "", .query = "a", .reason = "b", .made = now, .expires = now + kDay});
        EXPECT_EQ(rules.Exceptions(now).size(), 1U);
        EXPECT_TRUE(rules.Exceptions(now + kDay).empty());
        EXPECT_TRUE(rules.End(9, now));
        EXPECT_FALSE(rules.End(9, now));
        EXPECT_TRUE(rules.Exceptions(now).empty());
    });
}

INSTANTIATE_TEST_SUITE_P(Both, Findings, Values(Sqlite, Postgres));
INSTANTIATE_TEST_SUITE_P(Both, LifeOfIncident, Values(Sqlite, Postgres));
INSTANTIATE_TEST_SUITE_P(Both, Sources, Values(Sqlite, Postgres));
INSTANTIATE_TEST_SUITE_P(Both, Rules, Values(Sqlite, Postgres));

}  // namespace
}  // namespace dongson::soc
