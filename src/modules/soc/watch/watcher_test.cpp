#include "modules/soc/watch/watcher.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>

#include "core/testing/temporary_folder.h"
#include "modules/soc/events/event_walk.h"

namespace dongson::soc {
namespace {

constexpr char kRules[] = R"(title: Root let in
id: root
level: high
logsource: {product: linux, service: sshd}
detection: {s: {user.name: root, event.outcome: success}, condition: s}
---
title: Failed
name: failed
id: failed
logsource: {product: linux, service: sshd}
detection: {s: {event.outcome: failure}, condition: s}
---
title: Many failed
id: many
level: critical
correlation:
  type: event_count
  rules: [failed]
  group-by: [source.ip]
  timespan: 1m
  condition: {gte: 5}
)";

class WatcherTest : public ::testing::Test {
  protected:
    WatcherTest() : clock_(Instant::Parse("2026-11-25 08:00").value()) { Open(); }
    void Open(WatcherLimits limits = {}, const std::optional<Told>& told = std::nullopt) {
        watcher_.reset();
        store_.reset();
        store_ = std::make_unique<EventStore>(folder_.path(), std::vector<std::string>{"standard"});
        watcher_ = std::make_unique<Watcher>(*store_, clock_, limits);
        watcher_->UseSources(std::make_shared<SourceTable>(
            std::vector<Source>{ASource(1, "10.1.0.0/16"), ASource(2, "10.2.0.5"), ASource(3, "10.3.0.0/16", 10)}));
        Use({.shipped = false, .own_rules = {{"test.yml", kRules}}}, told);
    }
    void Use(const DetectionParts& parts, const std::optional<Told>& told = std::nullopt) {
        auto detection = std::make_shared<Detection>(parts);
        EXPECT_TRUE(detection->book().faults().empty());
        watcher_->UseDetection(detection, told);
    }
    static Source ASource(std::uint32_t number, std::string mark, std::int64_t quota = 0) {
        return {.id = {number},
                .number = number,
                .name = "máy " + std::to_string(number),
                .group = number == 1 ? "web" : "db",
                .unit = {number == 1 ? 77 : 78},
                .mark = std::move(mark),
                .per_second = quota};
    }
    Offered Line(const std::string& message, std::uint32_t source = 1, int second = 0) const {
        char time[32];
        std::snprintf(time, sizeof time, "2026-11-25T01:00:%02d.000Z", second);
        return {source, Shape::syslog, clock_.Now(), "<38>1 " + std::string(time) + " sv sshd 1 - - " + message};
    }
    Offered Failed(int second, std::uint32_t source = 1) const {
        return Line("Failed password for an from 203.0.113.9 port 5 ssh2", source, second);
    }
    Offered Root(std::uint32_t source = 1) const { return Line("Accepted password for root from 10.0.0.7 port 5 ssh2", source); }
    // Lets correlations judge what came.
    std::vector<Finding> Found() {
        clock_.Set(clock_.Now() + kMinute);
        watcher_->JudgeCorrelations();
        return watcher_->TakeFindings().findings;
    }
    std::vector<std::string> Stored() const {
        std::vector<std::string> lines;
        WalkStream(store_->Stream("standard"), 0, [&](std::uint64_t, const EventRecord& record) {
            lines.emplace_back(record.bytes);
            return true;
        });
        return lines;
    }
    SetClock clock_;
    testing::TemporaryFolder folder_;
    std::unique_ptr<EventStore> store_;
    std::unique_ptr<Watcher> watcher_;
};

TEST_F(WatcherTest, what_is_taken_is_stored_judged_and_counted) {
    const auto outcomes =
        watcher_->Take({Root(), Root(9), Root(), Line("hello"), {1, Shape::json, clock_.Now(), "{\"broken\":"}});
    ASSERT_EQ(outcomes.size(), 5U);
    EXPECT_EQ(std::ranges::count_if(outcomes, [](const auto& outcome) { return !outcome; }), 4);
    EXPECT_EQ(outcomes[1], Unkept::unknown_sender);
    EXPECT_EQ(Stored().size(), 4U);
    const auto findings = watcher_->TakeFindings();
    ASSERT_EQ(findings.findings.size(), 1U);
    const Finding& root = findings.findings[0];
    EXPECT_EQ(root.rule, "root");
    EXPECT_EQ(root.level, Level::high);
    EXPECT_EQ(root.events, 2U);
    EXPECT_EQ(root.entity, (Entity{"address", "10.0.0.7"}));
    EXPECT_EQ(root.first, Instant::Parse("2026-11-25 08:00").value());
    ASSERT_EQ(root.shown.size(), 2U);
    EXPECT_EQ(root.shown[0].key, "standard-1");
    EXPECT_NE(root.shown[0].excerpt.find("Accepted"), std::string::npos);
    EXPECT_EQ(findings.told.numbers.at("standard"), 4U);

    const auto counts = watcher_->accounts().Now();
    EXPECT_EQ(counts.at(1).received, 4U);
    EXPECT_EQ(counts.at(1).stored, 4U);
    EXPECT_EQ(counts.at(1).not_understood, 2U);
    EXPECT_EQ(counts.at(9).unkept[static_cast<std::size_t>(Unkept::unknown_sender)], 1U);
    for (const auto& [source, count] : counts) EXPECT_EQ(count.Waiting(), 0U);
}

TEST_F(WatcherTest, correlations_go_over_sources_and_their_parts_keep_silent) {
    watcher_->Take({Failed(3), Failed(1, 2), Failed(2), Failed(5), Failed(4)});
    const auto found = Found();
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].rule, "many");
    EXPECT_EQ(found[0].entity, (Entity{"group", "source.ip = 203.0.113.9"}));
    EXPECT_EQ(found[0].shown.size(), 5U);
}

TEST_F(WatcherTest, a_correlation_is_told_though_its_events_cannot_be_read) {
    watcher_->Take({Failed(3), Failed(1), Failed(2), Failed(5), Failed(4)});
    store_->Stream("standard").Seal();
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder_.path()))
        if (entry.path().extension() == Segment::kSuffix) std::filesystem::remove(entry.path());
    const auto found = Found();
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].shown.size(), 5U);
    EXPECT_EQ(found[0].shown.back().excerpt, "");
}

TEST_F(WatcherTest, rules_changed_in_the_middle_lose_nothing_that_correlations_gathered) {
    watcher_->Take({Failed(1), Failed(2), Failed(3)});
    Use({.shipped = false, .own_rules = {{"test.yml", kRules}}, .off = {"root"}});
    watcher_->Take({Failed(4), Failed(5), Root()});
    const auto found = Found();
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].rule, "many");
}

TEST_F(WatcherTest, a_restart_tells_what_the_program_before_did_not) {
    watcher_->Take({Root(), Failed(1), Failed(2), Failed(3)});
    const auto told = watcher_->TakeFindings().told;
    watcher_->Take({Root(), Failed(4)});
    Open({}, told);
    watcher_->Take({Failed(5)});
    const auto found = Found();
    ASSERT_EQ(found.size(), 2U);
    EXPECT_EQ(found[0].rule, "many");
    EXPECT_EQ(found[1].rule, "root");
    EXPECT_EQ(found[1].events, 1U);
}

TEST_F(WatcherTest, what_was_told_is_not_told_again_when_rules_change_or_the_program_starts_again) {
    watcher_->Take({Failed(1), Failed(2), Failed(3), Failed(4), Failed(5)});
    ASSERT_EQ(Found().size(), 1U);
    Use({.shipped = false, .own_rules = {{"test.yml", kRules}}, .off = {"root"}});
    EXPECT_TRUE(Found().empty());
    watcher_->Take({Failed(6)});
    const auto told = watcher_->TakeFindings().told;
    Open({}, told);
    EXPECT_TRUE(Found().empty());
}

TEST_F(WatcherTest, what_nobody_told_counts_once_in_correlations) {
    watcher_->Take({Failed(1), Failed(2)});
    const auto told = watcher_->TakeFindings().told;
    watcher_->Take({Failed(3), Failed(4)});
    Open({}, told);
    EXPECT_TRUE(Found().empty()) << "four are not five";
}

TEST_F(WatcherTest, rules_change_while_events_come_and_correlations_are_judged) {
    watcher_->Start();
    for (int i = 0; i < 4; ++i) watcher_->Take({Failed(i)});
    clock_.Set(clock_.Now() + 30 * kSecond);
    for (int change = 0; change < 5; ++change) {
        Use({.shipped = false, .own_rules = {{"test.yml", kRules}}});
        watcher_->JudgeCorrelations();
    }
    watcher_->Take({Failed(33)});
    watcher_->Stop();
    const auto found = Found();
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].events, 5U);
}

TEST_F(WatcherTest, rules_are_off_kept_to_groups_and_excepted_for_a_time) {
    Use({.shipped = false, .own_rules = {{"test.yml", kRules}}, .reach = {{"root", {.groups = {"db"}, .units = {}}}}});
    watcher_->Take({Root(1), Root(2)});
    EXPECT_EQ(watcher_->TakeFindings().findings.at(0).events, 1U);

    Use({.shipped = false, .own_rules = {{"test.yml", kRules}}, .reach = {{"root", {.groups = {}, .units = {UnitId{77}}}}}});
    watcher_->Take({Root(1), Root(2)});
    EXPECT_EQ(watcher_->TakeFindings().findings.at(0).events, 1U) << "of the source that this unit has";

    const RuleException exception{.id = 7, .rule = "root", .query = "source.ip:10.0.0.0/8", .expires = clock_.Now() + kHour};
    Use({.shipped = false, .own_rules = {{"test.yml", kRules}}, .exceptions = {exception}});
    watcher_->Take({Root()});
    EXPECT_TRUE(watcher_->TakeFindings().findings.empty());
    clock_.Set(clock_.Now() + 2 * kHour);
    watcher_->Take({Root()});
    EXPECT_EQ(watcher_->TakeFindings().findings.size(), 1U);

    Use({.shipped = false,
         .own_rules = {{"test.yml", kRules}},
         .exceptions = {{.id = 8, .rule = "", .query = "message:password", .expires = kNever},
                        {.id = 9, .rule = "", .query = "(", .expires = kNever}}});
    EXPECT_TRUE(watcher_->detection()->faults().contains(9));
    watcher_->Take({Root()});
    EXPECT_TRUE(watcher_->TakeFindings().findings.empty());
}

TEST_F(WatcherTest, a_correlation_that_is_off_tells_nothing) {
    Use({.shipped = false, .own_rules = {{"test.yml", kRules}}, .off = {"many"}});
    watcher_->Take({Failed(3), Failed(1, 2), Failed(2), Failed(5), Failed(4)});
    EXPECT_TRUE(Found().empty());
}

// An exception can ask a correlation for what it is grouped by, or for nothing.
struct Ignoring {
    const char* query;
    std::size_t told;
};
class WatcherIgnores : public WatcherTest, public ::testing::WithParamInterface<Ignoring> {};

TEST_P(WatcherIgnores, where_the_exception_holds_and_nowhere_else) {
    Use({.shipped = false,
         .own_rules = {{"test.yml", kRules}},
         .exceptions = {{.id = 1, .rule = "many", .query = GetParam().query, .expires = clock_.Now() + kDay}}});
    watcher_->Take({Failed(3), Failed(1, 2), Failed(2), Failed(5), Failed(4)});
    EXPECT_EQ(Found().size(), GetParam().told);
}

INSTANTIATE_TEST_SUITE_P(All, WatcherIgnores,
                         ::testing::Values(Ignoring{"*", 0}, Ignoring{"source.ip:203.0.113.0/24", 0},
                                           Ignoring{"source.ip:198.51.100.1", 1}, Ignoring{"user.name:an", 1}));

TEST_F(WatcherTest, a_rule_without_an_id_is_switched_off_by_its_title) {
    const std::string rule =
        "title: By its title\nlevel: high\nlogsource: {product: linux, service: sshd}\ndetection: {s: {user.name: root}, condition: s}\n";
    Use({.shipped = false, .own_rules = {{"test.yml", rule}}});
    watcher_->Take({Root()});
    EXPECT_EQ(watcher_->TakeFindings().findings.size(), 1U);
    Use({.shipped = false, .own_rules = {{"test.yml", rule}}, .off = {"By its title"}});
    watcher_->Take({Root()});
    EXPECT_TRUE(watcher_->TakeFindings().findings.empty());
}

TEST_F(WatcherTest, a_flood_is_held_to_its_quota_and_its_queue_and_the_others_come_through) {
    Open({.queue_bytes = 4000});
    int kept = 0;
    for (int i = 0; i < 100; ++i) kept += static_cast<int>(watcher_->Offer({Failed(0, 3)}));
    EXPECT_EQ(kept, 10) << "a quota of ten a second";
    int crowded = 0;
    for (int i = 0; i < 100; ++i) crowded += 1 - static_cast<int>(watcher_->Offer({Line("x", 1)}));
    EXPECT_GT(crowded, 50);
    EXPECT_EQ(watcher_->Offer({Root(2)}), 1U);
    watcher_->Start();
    watcher_->Stop();
    EXPECT_EQ(watcher_->TakeFindings().findings.at(0).rule, "root");
    const auto counts = watcher_->accounts().Now();
    EXPECT_EQ(counts.at(3).unkept[static_cast<std::size_t>(Unkept::over_quota)], 90U);
    EXPECT_EQ(counts.at(1).unkept[static_cast<std::size_t>(Unkept::crowded)], static_cast<std::uint64_t>(crowded));
    for (const auto& [source, count] : counts) {
        EXPECT_EQ(count.received, count.stored + count.Unkept());
        EXPECT_EQ(count.Waiting(), 0U);
    }
    EXPECT_EQ(Stored().size(), 10U + 100U - static_cast<unsigned>(crowded) + 1U);
}

TEST_F(WatcherTest, events_of_the_future_are_told_by_when_they_came) {
    Offered event = Root();
    event.bytes.replace(event.bytes.find("2026"), 4, "2031");
    watcher_->Take({event});
    EXPECT_EQ(watcher_->TakeFindings().findings.at(0).first, clock_.Now());
}

TEST_F(WatcherTest, sources_are_known_by_the_narrowest_network) {
    const SourceTable table(
        {ASource(1, "10.0.0.0/8"), ASource(2, "10.1.0.0/16"), ASource(3, "10.1.2.3"), ASource(4, "2001:db8::/32")});
    EXPECT_EQ(table.OfAddress("10.1.2.3")->number, 3U);
    EXPECT_EQ(table.OfAddress("10.1.2.4")->number, 2U);
    EXPECT_EQ(table.OfAddress("10.9.2.4")->number, 1U);
    EXPECT_EQ(table.OfAddress("2001:db8::1")->number, 4U);
    EXPECT_EQ(table.OfAddress("11.0.0.1"), nullptr);
    EXPECT_EQ(table.OfAddress("nowhere"), nullptr);
}

}  // namespace
}  // namespace dongson::soc
