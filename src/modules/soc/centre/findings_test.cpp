#include "modules/soc/centre/keep_findings.h"

#include <gtest/gtest.h>

#include "modules/soc/actions/decide_alert.h"
#include "modules/soc/actions/keep_rule.h"
#include "modules/soc/actions/keep_source.h"
#include "modules/soc/search/query.h"
#include "modules/soc/storage/rule_store.h"
#include "modules/soc/storage/source_store.h"
#include "modules/soc/testing/centre_on_duty.h"

namespace dongson::soc {
namespace {

using namespace storage::testing;
using storage::Transaction;

class Findings : public ::testing::TestWithParam<storage::Engine> {};

TEST_P(Findings, of_a_rule_and_entity_grow_one_alert_until_somebody_decides) {
    CentreOnDuty office(GetParam());
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

TEST_P(Findings, that_are_critical_stand_before_what_weighs_more) {
    CentreOnDuty office(GetParam());
    ASSERT_TRUE(RegisterSource(office.centre, {.name = "Máy chủ", .mark = "10.0.0.1", .value = 4}));
    ASSERT_TRUE(RegisterSource(office.centre, {.name = "Máy in", .mark = "10.0.0.2", .value = 1}));
    auto critical = office.Found("a", "1.1.1.1", 1, Level::critical);
    critical.source = 3;
    office.Keep({office.Found("b", "2.2.2.2"), critical});
    const auto worst = office.platform.storage.Read([](Transaction& tx) { return AlertStore(tx).Worst(10); });
    ASSERT_EQ(worst.size(), 2U);
    EXPECT_EQ(worst[0].level, Level::critical);
    EXPECT_LT(worst[0].score, worst[1].score);
}

TEST_P(Findings, are_decided_once_and_with_a_reason) {
    CentreOnDuty office(GetParam());
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
    CentreOnDuty office(GetParam());
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

class Sources : public ::testing::TestWithParam<storage::Engine> {};

TEST_P(Sources, are_registered_once_a_mark_and_their_token_is_told_once) {
    CentreOnDuty office(GetParam());
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
    CentreOnDuty office(GetParam());
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
    CentreOnDuty office(GetParam());
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
INSTANTIATE_TEST_SUITE_P(Both, Sources, Values(Sqlite, Postgres));
INSTANTIATE_TEST_SUITE_P(Both, Rules, Values(Sqlite, Postgres));

}  // namespace
}  // namespace dongson::soc
