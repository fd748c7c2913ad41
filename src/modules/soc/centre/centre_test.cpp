#include "modules/soc/centre/centre.h"

#include <gtest/gtest.h>

#include "modules/soc/actions/decide_alert.h"
#include "modules/soc/actions/hold_events.h"
#include "modules/soc/actions/keep_feed.h"
#include "modules/soc/actions/keep_rule.h"
#include "modules/soc/actions/keep_system.h"
#include "modules/soc/actions/keep_vulnerabilities.h"
#include "modules/soc/storage/alert_store.h"
#include "modules/soc/storage/feed_store.h"
#include "modules/soc/storage/hold_store.h"
#include "modules/soc/storage/source_store.h"
#include "modules/soc/storage/system_store.h"
#include "modules/soc/storage/vulnerability_store.h"
#include "platform/testing/bare_house.h"

namespace dongson::soc {
namespace {

using namespace storage::testing;
using storage::Transaction;

enum class Rules : unsigned char { read, unread };

// A centre without any thread of its own.
struct Office : dongson::testing::BareHouse {
    explicit Office(storage::Engine engine, Rules rules = Rules::unread)
        : BareHouse(engine, Instant::Parse("2026-11-25 08:00").value()), centre(platform, {.shipped_rules = false}) {
        if (rules == Rules::read) centre.Prepare();
        officer.account.id = Fresh<AccountTag>();
    }
    Feed Import(const std::string& name, const std::string& text) {
        const auto feed = ImportFeed(platform, {name, Level::high, {}}, text);
        EXPECT_TRUE(feed);
        centre.ReloadDetection();
        return Now(name);
    }
    Feed Now(const std::string& name) {
        return platform.storage.Read([&](Transaction& tx) { return FeedStore(tx).Named(name).value(); });
    }
    void Send(const std::string& name) {
        const auto own = centre.watcher().sources()->OfMark(Recognition::own, "dongson")->number;
        centre.watcher().Take({{own, Shape::json, clock.Now(), R"({"dns.question.name":")" + name + "\"}"}});
        EXPECT_TRUE(centre.Keep());
    }
    bool Look(const std::string& name, bool leaving = false) {
        std::stop_source leaves;
        if (leaving) leaves.request_stop();
        return LookBack(platform, centre.store(), centre.watcher(), Now(name), leaves.get_token());
    }
    // Of the alerts about this indicator: events.
    std::uint64_t Told(const std::string& indicator) {
        std::uint64_t events = 0;
        for (const Alert& alert : platform.storage.Read([&](Transaction& tx) { return AlertStore(tx).Queue({}, 100, 0); }))
            if (alert.entity.kind == "indicator" && alert.entity.name == indicator) events += alert.events;
        return events;
    }
    Centre centre;
    identity::Officer officer;
};

class Feeds : public ::testing::TestWithParam<storage::Engine> {};

TEST_P(Feeds, tell_of_each_stored_event_once_whether_it_came_before_or_after) {
    Office office(GetParam(), Rules::read);
    office.Send("a.example");
    office.Send("a.example");
    office.Send("b.example");
    office.Import("x", "a.example");
    EXPECT_FALSE(office.Now("x").LookedBack());
    office.Send("a.example");
    EXPECT_EQ(1U, office.Told("a.example")) << "what comes is told at once";
    EXPECT_FALSE(office.Look("x", true)) << "a program that ends meanwhile";
    EXPECT_EQ(1U, office.Told("a.example"));
    EXPECT_TRUE(office.Look("x"));
    EXPECT_EQ(3U, office.Told("a.example"));
    const Feed feed = office.Now("x");
    EXPECT_TRUE(feed.LookedBack());
    EXPECT_EQ(3U, feed.looked_back_events);
    EXPECT_EQ(2U, feed.looked_back_found);

    // The next edition: what was known is not told again.
    office.Import("x", "a.example\nb.example");
    EXPECT_TRUE(office.Look("x"));
    EXPECT_EQ(3U, office.Told("a.example"));
    EXPECT_EQ(1U, office.Told("b.example"));
    // What it no longer has counts no longer.
    office.Import("x", "c.example");
    office.Send("a.example");
    EXPECT_EQ(3U, office.Told("a.example"));
}

TEST_P(Feeds, are_not_renewed_while_stored_events_are_looked_through) {
    Office office(GetParam(), Rules::read);
    office.Import("x", "a.example");
    const auto again = ImportFeed(office.platform, {"x", Level::low, {}}, "b.example");
    ASSERT_FALSE(again);
    EXPECT_EQ("SOC_FEED_BUSY", again.error().code);
    EXPECT_TRUE(office.Look("x"));
    EXPECT_TRUE(ImportFeed(office.platform, {"x", Level::low, {}}, "b.example"));
    EXPECT_EQ(Level::low, office.Now("x").level);
}

TEST_P(Feeds, meet_exceptions_and_are_given_up) {
    Office office(GetParam(), Rules::read);
    const Feed feed = office.Import("x", "a.example");
    ASSERT_TRUE(AddException(office.centre, {.id = FreshId(),
                                             .rule = RuleOf(feed.id),
                                             .query = "dns.question.name:a.example",
                                             .reason = "máy thử của ta",
                                             .made = office.clock.Now(),
                                             .expires = office.clock.Now() + kDay}));
    office.Send("a.example");
    EXPECT_EQ(0U, office.Told("a.example"));
    EXPECT_TRUE(office.Look("x"));
    ASSERT_TRUE(WithdrawFeed(office.platform, feed.id));
    EXPECT_FALSE(WithdrawFeed(office.platform, feed.id));
    office.centre.ReloadDetection();
    EXPECT_EQ(0U, office.centre.watcher().detection()->recogniser().indicators().size());
}

TEST_P(Feeds, go_on_telling_of_others_when_one_indicator_is_ignored) {
    Office office(GetParam(), Rules::read);
    office.Import("x", "a.example\nb.example");
    office.Send("www.a.example");
    const auto queue = office.platform.storage.Read([](Transaction& tx) { return AlertStore(tx).Queue({}, 100, 0); });
    ASSERT_EQ(1U, queue.size());
    ASSERT_TRUE(DecideAlert(office.centre, office.officer,
                            {.alert = queue[0].id,
                             .expected_version = queue[0].version,
                             .decision = Decision::suppress,
                             .reason = "máy thử của ta",
                             .days = 7}));
    office.Send("www.a.example");
    office.Send("b.example");
    EXPECT_EQ(0U, office.Told("a.example"));
    EXPECT_EQ(1U, office.Told("b.example"));
}

TEST_P(Feeds, that_have_nothing_to_use_are_refused_with_the_place) {
    Office office(GetParam());
    const auto refused = ImportFeed(office.platform, {"x", Level::high, {}}, "value\nnot one\n");
    ASSERT_FALSE(refused);
    EXPECT_EQ("tep", refused.error().field);
    EXPECT_NE(std::string::npos, refused.error().sentence.In(Language::vietnamese).find("line 2"));
    EXPECT_EQ("ten", ImportFeed(office.platform, {" ", Level::high, {}}, "a.example").error().field);
    EXPECT_FALSE(ImportFeed(office.platform, {"x", Level::high, {}},
                            "\x1F\x8B"
                            "broken"));
}

class HeldEvents : public ::testing::TestWithParam<storage::Engine> {};

TEST_P(HeldEvents, outlive_their_time_until_the_hold_is_lifted) {
    Office office(GetParam());
    const auto before = office.clock.Now();
    const auto hold = PlaceHold(office.platform, office.officer,
                                {.from = before + -kHour, .until = before + kHour, .reason = "công an yêu cầu"});
    ASSERT_TRUE(hold);
    EXPECT_EQ(
        "den",
        PlaceHold(office.platform, office.officer, {.from = before, .until = before + -1, .reason = "lý do dài"}).error().field);
    EXPECT_EQ("ly_do",
              PlaceHold(office.platform, office.officer, {.from = before, .until = before, .reason = "x"}).error().field);
    const auto holds = [&] { return office.platform.storage.Read([](Transaction& tx) { return HoldStore(tx).All(); }); };
    EXPECT_TRUE(IsHeld(holds(), before, before));
    EXPECT_TRUE(IsHeld(holds(), before + -kDay, before + -kHour)) << "a segment that reaches into it";
    EXPECT_FALSE(IsHeld(holds(), before + -kDay, before + -kHour + -1));
    EXPECT_FALSE(IsHeld(holds(), before + kHour + 1, before + kDay));
    EXPECT_FALSE(LiftHold(office.platform, office.officer, hold->id, "x"));
    ASSERT_TRUE(LiftHold(office.platform, office.officer, hold->id, "hết yêu cầu"));
    EXPECT_FALSE(LiftHold(office.platform, office.officer, hold->id, "hết yêu cầu"));
    const auto kept = holds();
    ASSERT_EQ(1U, kept.size());
    EXPECT_EQ("hết yêu cầu", kept[0].lifted_reason);
    EXPECT_FALSE(IsHeld(kept, before, before));
}

class SourcesWatched : public ::testing::TestWithParam<storage::Engine> {};

TEST_P(SourcesWatched, are_told_of_once_when_silent_strange_or_wrong_about_the_time) {
    Office office(GetParam());
    SourceWatch watch(office.platform);
    const Source source{.number = 7,
                        .name = "tường lửa",
                        .recognition = Recognition::address,
                        .mark = "10.0.0.1",
                        .silent_minutes = 10,
                        .created = office.clock.Now() + -60 * kDay};
    const SourceTable sources({source});
    const Instant now = office.clock.Now();
    Pace pace;
    pace.since = now;
    const auto rules = [&](Instant at, const std::map<std::uint32_t, Lag>& lags = {}) {
        std::vector<std::string> told;
        for (const Finding& finding : watch.Look(sources, pace, lags, at)) told.push_back(finding.rule);
        return told;
    };
    using Told = std::vector<std::string>;
    EXPECT_EQ(Told(), rules(now));
    EXPECT_EQ(Told{"soc-source-silent"}, rules(now + 10 * kMinute));
    EXPECT_EQ(Told(), rules(now + 11 * kMinute)) << "once";
    pace.last_stored[7] = now + 12 * kMinute;
    EXPECT_EQ(Told(), rules(now + 13 * kMinute));
    Lag ahead;
    ahead.Note(-kHour);
    EXPECT_EQ(Told{"soc-source-clock"}, rules(now + 14 * kMinute, {{7, ahead}}));
    EXPECT_EQ(Told(), rules(now + 15 * kMinute, {{7, ahead}}));
    Lag right;
    right.Note(20);
    EXPECT_EQ(Told(), rules(now + 16 * kMinute, {{7, right}}));
    EXPECT_EQ(Told{"soc-source-clock"}, rules(now + 17 * kMinute, {{7, ahead}}));

    // Every hour of four weeks two thousand events, and in the last one none.
    const std::int64_t hour = HourOf(now);
    office.platform.storage.MustWrite([&](Transaction& tx) {
        for (std::int64_t past = 1; past <= kHabitDays * 24; ++past) SourceStore(tx).AddVolume(7, {hour - past, 2000});
        SourceStore(tx).AddVolume(7, {hour + 1, 1});
    });
    pace.last_stored[7] = now + kHour;
    EXPECT_EQ(Told{"soc-source-volume"}, rules(now + kHour + kMinute));
    EXPECT_EQ(Told(), rules(now + kHour + 2 * kMinute));
}

class Services : public ::testing::TestWithParam<storage::Engine> {};

TEST_P(Services, are_tried_when_they_are_due_and_told_of_when_they_are_down) {
    Office office(GetParam());
    const auto& unit = office.units.Now()->FindByKey("so-khoa-hoc-va-cong-nghe");
    const auto system = RegisterSystem(office.platform, {.name = "Cổng", .unit = unit->id, .level = 3});
    ASSERT_TRUE(system);
    ASSERT_TRUE(
        AddProbe(office.platform, {.system = system->id, .kind = ProbeKind::tls, .target = "a.example:443", .seconds = 60}));
    std::vector<Finding> told;
    ProbeOutcome next{.state = ProbeState::up, .milliseconds = 7, .detail = "connected", .days_left = 90};
    ServiceWatch watch(
        office.platform, [&](Finding finding) { told.push_back(std::move(finding)); }, [&](const Probe&) { return next; });
    const auto minute = [&] {
        const std::size_t tried = watch.Round();
        office.clock.Set(office.clock.Now() + kMinute);
        return tried;
    };
    const auto kept = [&] {
        return office.platform.storage.Read([](Transaction& tx) { return SystemStore(tx).Probes().at(0); });
    };
    EXPECT_EQ(1U, watch.Round());
    EXPECT_EQ(0U, minute()) << "not due again";
    EXPECT_EQ(ProbeState::up, kept().state);
    next = {.state = ProbeState::down, .detail = "refused"};
    EXPECT_EQ(1U, minute());
    EXPECT_EQ(1U, minute());
    EXPECT_EQ(ProbeState::up, kept().state) << "two failures may be the network's";
    EXPECT_TRUE(told.empty());
    minute();
    minute();
    EXPECT_EQ(ProbeState::down, kept().state);
    ASSERT_EQ(1U, told.size()) << "once";
    EXPECT_EQ("soc-service-down", told[0].rule);
    EXPECT_EQ(Level::high, told[0].level);
    next = {.state = ProbeState::unknown};
    minute();
    EXPECT_EQ(ProbeState::down, kept().state) << "what could not be tried says nothing";
    next = {.state = ProbeState::up, .milliseconds = 9, .days_left = 10};
    minute();
    minute();
    EXPECT_EQ(ProbeState::up, kept().state);
    ASSERT_EQ(2U, told.size());
    EXPECT_EQ("soc-certificate-ends", told[1].rule);
    office.platform.storage.Read([&](Transaction& tx) {
        SystemStore store(tx);
        EXPECT_EQ(3U, store.Changes(kept().id, 10).size()) << "up, down, up";
        const auto hours = store.HoursSince(0).at(kept().id);
        std::uint64_t tries = 0, failures = 0;
        for (const ProbeHour& hour : hours) {
            tries += hour.tries;
            failures += hour.failures;
        }
        EXPECT_EQ(7U, tries);
        EXPECT_EQ(4U, failures);
        return true;
    });
    auto retired = *system;
    retired.retired = true;
    ASSERT_TRUE(ChangeSystem(office.platform, retired));
    EXPECT_EQ(0U, minute()) << "nobody asks for what is no longer in use";
}

class Vulnerabilities : public ::testing::TestWithParam<storage::Engine> {};

TEST_P(Vulnerabilities, stay_until_somebody_decides_and_open_again_when_found_again) {
    Office office(GetParam());
    const auto import = [&](const std::string& rows) {
        office.clock.Set(office.clock.Now() + kDay);
        const auto scan = ImportScan(office.platform, "a.csv", {}, "ip,port,name,severity\n" + rows);
        EXPECT_TRUE(scan);
        return scan.value_or(ScanRecord{});
    };
    const auto all = [&] { return office.platform.storage.Read([](Transaction& tx) { return VulnerabilityStore(tx).All(); }); };
    const auto decide = [&](VulnerabilityState state, std::string reason, std::optional<Date> until = {}) {
        return DecideVulnerability(office.platform, office.officer,
                                   {all().at(0).id, state, std::move(reason), until, all().at(0).decided});
    };
    const std::string weak = "10.0.0.5,443,Yếu,high\n", other = "10.0.0.5,22,Khác,low\n";
    const ScanRecord first = import(weak + weak + other);
    EXPECT_EQ(2U, first.fresh);
    EXPECT_EQ(2U, first.found) << "the same line twice is one weakness";
    ASSERT_EQ(2U, all().size());

    const ScanRecord second = import(other);
    EXPECT_EQ(1U, second.missed);
    EXPECT_TRUE(all()[0].missed) << "not found by a later scan of the same machine";
    EXPECT_EQ(VulnerabilityState::open, all()[0].state) << "a person decides";
    EXPECT_EQ(0U, import("10.0.0.6,1,Y,low\n").missed) << "another machine says nothing of this one";

    EXPECT_FALSE(decide(VulnerabilityState::fixed, ""));
    EXPECT_TRUE(decide(VulnerabilityState::fixed, "đã vá bằng bản 1.2"));
    const auto late =
        DecideVulnerability(office.platform, office.officer,
                            {all().at(0).id, VulnerabilityState::accepted, "không vá được", office.clock.Now().LocalDate(), {}});
    EXPECT_EQ(RefusalKind::conflict, late.error().kind) << "by who had the page open before";
    const ScanRecord again = import(weak);
    EXPECT_EQ(1U, again.reopened);
    EXPECT_EQ(VulnerabilityState::open, all()[0].state);
    EXPECT_FALSE(all()[0].missed);

    const Date today = office.clock.Now().LocalDate();
    EXPECT_FALSE(decide(VulnerabilityState::accepted, "không vá được")) << "without an end";
    EXPECT_FALSE(decide(VulnerabilityState::accepted, "không vá được", today + 400));
    EXPECT_TRUE(decide(VulnerabilityState::accepted, "không vá được", today + 1));
    import(weak);
    EXPECT_EQ(VulnerabilityState::accepted, all()[0].StateAt(office.clock.Now())) << "the last day counts";
    import(weak);
    EXPECT_EQ(VulnerabilityState::open, all()[0].StateAt(office.clock.Now()));
    const auto none = ImportScan(office.platform, "x", {}, "nothing of the kind");
    ASSERT_FALSE(none);
    EXPECT_EQ("tep", none.error().field);
    EXPECT_FALSE(ImportScan(office.platform, "x", {}, "\x1F\x8Bnot packed"));
    EXPECT_EQ(6U, office.platform.storage.Read([](Transaction& tx) { return VulnerabilityStore(tx).Scans(10).size(); }));
}

TEST(Vulnerability, belongs_to_the_system_with_the_narrowest_network_and_weighs_by_its_level) {
    std::vector<InformationSystem> systems{{.id = {1}, .name = "tỉnh", .level = 2, .networks = "10.0.0.0/8"},
                                           {.id = {2}, .name = "cổng", .level = 4, .networks = "10.1.1.0/24, 192.0.2.9"},
                                           {.id = {3}, .name = "cũ", .networks = "10.1.1.5", .retired = true}};
    EXPECT_EQ("cổng", SystemAt(systems, "10.1.1.5")->name);
    EXPECT_EQ("tỉnh", SystemAt(systems, "10.1.2.5")->name);
    EXPECT_EQ("cổng", SystemAt(systems, "192.0.2.9")->name);
    EXPECT_EQ(nullptr, SystemAt(systems, "198.51.100.1"));
    EXPECT_EQ(nullptr, SystemAt(systems, "srv.example"));
    EXPECT_GT(Weight(Level::medium, &systems[1]), Weight(Level::critical, nullptr));
    const std::pair<double, Level> scores[] = {{0, Level::informational}, {0.1, Level::low},     {3.9, Level::low},
                                               {4.0, Level::medium},      {6.9, Level::medium},  {7.0, Level::high},
                                               {8.9, Level::high},        {9.0, Level::critical}};
    for (const auto& [score, level] : scores) EXPECT_EQ(level, LevelOfScore(score)) << score;
}

INSTANTIATE_TEST_SUITE_P(Both, Vulnerabilities, Values(Sqlite, Postgres));
INSTANTIATE_TEST_SUITE_P(Both, Services, Values(Sqlite, Postgres));
INSTANTIATE_TEST_SUITE_P(Both, Feeds, Values(Sqlite, Postgres));
INSTANTIATE_TEST_SUITE_P(Both, HeldEvents, Values(Sqlite, Postgres));
INSTANTIATE_TEST_SUITE_P(Both, SourcesWatched, Values(Sqlite, Postgres));

}  // namespace
}  // namespace dongson::soc
