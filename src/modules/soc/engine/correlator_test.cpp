#include "modules/soc/engine/correlator.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <deque>
#include <map>
#include <random>
#include <set>

#include "core/testing/case_file.h"
#include "core/testing/in_source.h"
#include "core/text.h"
#include "modules/soc/engine/json_text.h"
#include "modules/soc/engine/rule_reader.h"

namespace dongson::soc {

namespace {

constexpr std::int64_t kBase = 1'700'000'000'000;

// The rules that cases correlate, and the correlations of `bodies`.
void ReadBook(const std::vector<std::string>& bodies, RuleBook& book) {
    for (const char* name : {"fail", "login", "root"})
        book.Read(
            "base.yml",
            fmt::format("title: {0}\nname: {0}\nlogsource: {{product: test}}\ndetection: {{s: {{is: {0}}}, condition: s}}\n",
                        name));
    std::string head, body;
    const auto finish = [&] {
        if (head.empty()) head = "title: it\n";
        book.Read("correlation.yml", head + "correlation:\n" + body);
        head = body = "";
    };
    for (const std::string& line : bodies) {
        if (line == "---") {
            finish();
        } else if (line.starts_with("name: ")) {
            head = line + "\ntitle: " + line.substr(6) + "\n";
        } else {
            body += "  " + line + "\n";
        }
    }
    finish();
    book.Finish();
}

// Feeds events to a correlator and remembers what its alerts say.
class Feed {
  public:
    explicit Feed(const RuleBook& book, CorrelationLimits limits = {}) : book_(book), correlator_(book, limits) {}

    void Add(double seconds, std::uint32_t rule, const std::string& json) {
        std::string padded = json;
        padded.resize(json.size() + JsonReader::kPaddingAfter, ' ');
        ASSERT_EQ("", reader_.Read(std::string_view(padded).substr(0, json.size()), book_.fields(), event_)) << json;
        correlator_.Observe(event_, Instant{kBase + static_cast<std::int64_t>(seconds * 1000)}, number_++, {rule});
    }
    void Settle() { correlator_.Settle(alerts_); }
    // "-> 40 it a 3", by time.
    std::vector<std::string> Finish() {
        correlator_.Finish(alerts_);
        std::vector<std::pair<std::int64_t, std::string>> said;
        for (const CorrelationAlert& alert : alerts_)
            said.emplace_back(alert.time.ms, fmt::format("-> {} {} {} {}", static_cast<double>(alert.time.ms - kBase) / 1000,
                                                         book_.correlations()[alert.correlation].title,
                                                         alert.group.empty() ? "-" : Join(alert.group, ","), alert.figure));
        std::ranges::sort(said);
        std::vector<std::string> lines;
        for (auto& [time, line] : said) lines.push_back(std::move(line));
        return lines;
    }
    const CorrelationLosses& losses() const { return correlator_.losses(); }
    std::size_t held() const { return correlator_.held(); }
    std::size_t bytes() const { return correlator_.bytes(); }
    const std::vector<CorrelationAlert>& alerts() const { return alerts_; }

  private:
    const RuleBook& book_;
    JsonReader reader_;
    Event event_;
    Correlator correlator_;
    std::uint64_t number_ = 0;
    std::vector<CorrelationAlert> alerts_;
};

std::uint32_t RuleNamed(const RuleBook& book, const std::string& name) {
    const auto rule = std::ranges::find(book.rules(), name, &Rule::name);
    EXPECT_NE(book.rules().end(), rule) << name;
    return static_cast<std::uint32_t>(rule - book.rules().begin());
}

void Follow(const dongson::Case& wanted) {
    RuleBook book;
    ReadBook(wanted.given, book);
    std::vector<std::string> refused, expected, said;
    for (const RuleFault& fault : book.faults()) refused.push_back("refused " + fault.reason);
    Feed feed(book);
    for (const std::string& line : wanted.expected) {
        const auto parts = Split(std::string_view(line), ' ');
        if (line.starts_with("->") || line.starts_with("refused") || line.starts_with("late") || line.starts_with("ungrouped")) {
            expected.push_back(line);
        } else if (line == "settle") {
            feed.Settle();
        } else {
            feed.Add(std::stod(std::string(parts[0])), RuleNamed(book, std::string(parts[1])), std::string(parts[2]));
        }
    }
    said = feed.Finish();
    if (feed.losses().late > 0) said.push_back(fmt::format("late {}", feed.losses().late));
    if (feed.losses().ungrouped > 0) said.push_back(fmt::format("ungrouped {}", feed.losses().ungrouped));
    said.insert(said.end(), refused.begin(), refused.end());
    EXPECT_EQ(expected, said);
}

struct Seen {
    std::int64_t time = 0;  // seconds
    std::uint32_t rule = 0;
    std::string user, json;
    std::int64_t value = 0;
};

// What the correlation means, without memory or hurry: every event sorted by time, every window counted anew.
std::vector<std::string> Plainly(const Correlation& correlation, std::vector<Seen> events) {
    std::ranges::stable_sort(events, {}, &Seen::time);
    std::map<std::string, std::vector<Seen>> groups;
    for (const Seen& seen : events)
        for (const auto& input : correlation.inputs)
            if (input.number == seen.rule) groups[correlation.group_by.empty() ? "-" : seen.user].push_back(seen);
    const auto figure = [&](const std::vector<Seen>& window) {
        std::set<std::int64_t> values;
        std::set<std::uint32_t> rules;
        std::vector<double> numbers;
        double sum = 0;
        for (const Seen& seen : window) {
            values.insert(seen.value);
            rules.insert(seen.rule);
            numbers.push_back(static_cast<double>(seen.value));
            sum += numbers.back();
        }
        std::ranges::sort(numbers);
        std::size_t in_order = 0;
        std::int64_t after = -1;
        while (in_order < correlation.inputs.size()) {
            const auto next = std::ranges::find_if(
                window, [&](const Seen& seen) { return seen.rule == correlation.inputs[in_order].number && seen.time >= after; });
            if (next == window.end()) break;
            after = next->time;
            ++in_order;
        }
        switch (correlation.type) {
            case CorrelationType::event_count:
                return static_cast<double>(window.size());
            case CorrelationType::value_count:
                return static_cast<double>(values.size());
            case CorrelationType::temporal:
                return static_cast<double>(rules.size());
            case CorrelationType::temporal_ordered:
                return static_cast<double>(in_order);
            case CorrelationType::value_sum:
                return sum;
            case CorrelationType::value_avg:
                return sum / static_cast<double>(window.size());
            case CorrelationType::value_percentile:
                break;
        }
        return numbers[static_cast<std::size_t>(
                           std::max(1.0, std::ceil(correlation.percentile / 100 * static_cast<double>(numbers.size())))) -
                       1];
    };
    const std::int64_t span = correlation.timespan / 1000;
    std::vector<std::pair<std::int64_t, std::string>> said;
    const auto say = [&](std::int64_t time, const std::string& group, double of) {
        said.emplace_back(time, fmt::format("-> {} {} {} {}", static_cast<double>(time), correlation.title, group, of));
    };
    for (const auto& [group, of] : groups) {
        const auto between = [&](std::int64_t above, std::int64_t to) {
            std::vector<Seen> window;
            std::ranges::copy_if(of, std::back_inserter(window),
                                 [&](const Seen& seen) { return seen.time > above && seen.time <= to; });
            return window;
        };
        std::int64_t quiet_until = -1;
        for (const Seen& seen : of) {
            if (correlation.JudgedWhenOver()) {
                if (seen.time < quiet_until) continue;
                quiet_until = seen.time + span;
                const double found = figure(between(seen.time - 1, quiet_until - 1));
                if (correlation.bounds.Hold(found)) say(quiet_until, group, found);
            } else if (seen.time >= quiet_until) {
                const double found = figure(between(seen.time - span, seen.time));
                if (!correlation.bounds.Hold(found)) continue;
                say(seen.time, group, found);
                quiet_until = seen.time + span;
            }
        }
    }
    std::ranges::sort(said);
    std::vector<std::string> lines;
    for (auto& [time, line] : said) lines.push_back(std::move(line));
    return lines;
}

}  // namespace

TEST(Correlator, holds_as_the_cases_say) {
    for (const dongson::Case& each : ReadCases(InSource("/src/modules/soc/engine/cases/correlations.case"))) {
        SCOPED_TRACE("correlations.case:" + std::to_string(each.line));
        Follow(each);
    }
}

TEST(Correlator, gives_what_plain_counting_gives_in_whatever_order_events_arrive) {
    const std::vector<std::vector<std::string>> bodies = {
        {"type: event_count", "rules: [fail]", "group-by: [User]", "timespan: 20s", "condition: {gte: 4}"},
        {"type: event_count", "rules: [fail, root]", "timespan: 15s", "condition: {gt: 8}"},
        {"type: event_count", "rules: [fail, login]", "group-by: [User]", "timespan: 10s", "condition: {lte: 2}"},
        {"type: event_count", "rules: [root]", "group-by: [User]", "timespan: 30s", "condition: {gte: 2, lt: 5}"},
        {"type: value_count", "rules: [fail]", "group-by: [User]", "timespan: 30s", "condition: {field: N, gte: 4}"},
        {"type: value_sum", "rules: [login]", "group-by: [User]", "timespan: 25s", "condition: {field: N, gte: 20}"},
        {"type: value_avg", "rules: [fail, login]", "group-by: [User]", "timespan: 25s", "condition: {field: N, gt: 4}"},
        {"type: value_percentile", "rules: [fail]", "group-by: [User]", "timespan: 40s",
         "condition: {field: N, percentile: 75, gte: 6}"},
        {"type: value_median", "rules: [fail]", "timespan: 12s", "condition: {field: N, neq: 4}"},
        {"type: temporal", "rules: [fail, login, root]", "group-by: [User]", "timespan: 9s"},
        {"type: temporal_ordered", "rules: [fail, login, root]", "group-by: [User]", "timespan: 14s"},
    };
    std::mt19937 random(7);
    for (const auto& body : bodies) {
        RuleBook book;
        ReadBook(body, book);
        ASSERT_TRUE(book.faults().empty()) << book.faults()[0].Text();
        std::size_t alerts = 0;
        for (int round = 0; round < 20; ++round) {
            std::vector<Seen> events;
            std::int64_t time = 0;
            for (int i = 0; i < 300; ++i) {
                time += static_cast<std::int64_t>(random() % 3);
                Seen seen{time, static_cast<std::uint32_t>(random() % 3), std::string(1, static_cast<char>('a' + random() % 4)),
                          "", static_cast<std::int64_t>(random() % 9)};
                seen.json = fmt::format(R"({{"User":"{}","N":{}}})", seen.user, seen.value);
                events.push_back(seen);
            }
            const auto wanted = Plainly(book.correlations()[0], events);
            alerts += wanted.size();
            // Each up to lateness late, in random order among those near it.
            std::vector<std::pair<double, Seen>> arriving;
            for (const Seen& seen : events)
                arriving.emplace_back(static_cast<double>(seen.time) + static_cast<double>(random() % 9'999) / 1000, seen);
            std::ranges::sort(arriving, {}, [](const auto& each) { return each.first; });
            Feed feed(book, {.lateness = 10 * kSecond});
            for (std::size_t i = 0; i < arriving.size(); ++i) {
                feed.Add(static_cast<double>(arriving[i].second.time), arriving[i].second.rule, arriving[i].second.json);
                if (random() % 5 == 0) feed.Settle();
            }
            ASSERT_EQ(wanted, feed.Finish()) << Join(body, "; ") << " round " << round;
            ASSERT_EQ(0U, feed.losses().late);
            ASSERT_EQ(0U, feed.held()) << "what is judged and over is let go";
        }
        EXPECT_GT(alerts, 20U) << Join(body, "; ") << ": the events must make it hold";
    }
}

TEST(Correlator, a_flood_is_held_within_bounds_and_what_made_room_is_counted) {
    RuleBook book;
    ReadBook({"type: event_count", "rules: [fail]", "group-by: [User]", "timespan: 1h", "condition: {gte: 50}"}, book);
    Feed feed(book, {.lateness = 0, .bytes = 500'000, .group_observations = 100});
    for (int i = 0; i < 5000; ++i) {
        feed.Add(i * 0.1, 0, fmt::format(R"({{"User":"attacker{}"}})", i));
        if (i % 10 == 0) feed.Add(i * 0.1, 0, R"({"User":"victim"})");
        feed.Settle();
        ASSERT_LE(feed.bytes(), 500'000U);
    }
    EXPECT_EQ(1U, std::ranges::count_if(feed.alerts(), [](const CorrelationAlert& alert) { return alert.group[0] == "victim"; }))
        << "the group that goes on is not the one that makes room";
    EXPECT_GT(feed.losses().crowded_out, 3000U);
    EXPECT_EQ(feed.losses().late, 0U);
    feed.Finish();
    EXPECT_EQ(0U, feed.held());
    EXPECT_EQ(0U, feed.bytes());
}

TEST(Correlator, a_flood_of_one_correlation_leaves_the_others_what_they_hold) {
    RuleBook book;
    ReadBook(
        {"name: big", "type: value_avg", "rules: [fail]", "group-by: [User]", "timespan: 1h", "condition: {field: N, gte: 50}",
         "---", "name: small", "type: event_count", "rules: [login]", "group-by: [User]", "timespan: 1h", "condition: {gte: 2}"},
        book);
    Feed feed(book, {.lateness = 0, .bytes = 1'000'000});
    for (int i = 0; i < 100; ++i) feed.Add(0, 1, fmt::format(R"({{"User":"u{}"}})", i));
    for (int i = 0; i < 100'000; ++i) {
        feed.Add(1, 0, fmt::format(R"({{"User":"attacker{}","N":1}})", i));
        if (i % 100 == 0) feed.Settle();
    }
    for (int i = 0; i < 100; ++i) feed.Add(2, 1, fmt::format(R"({{"User":"u{}"}})", i));
    feed.Finish();
    EXPECT_EQ(100U, feed.alerts().size());
}

TEST(Correlator, what_waits_is_judged_early_when_there_is_no_room) {
    RuleBook book;
    ReadBook({"type: event_count", "rules: [fail]", "group-by: [User]", "timespan: 1h", "condition: {gte: 2}"}, book);
    Feed feed(book, {.lateness = 10 * kMinute, .bytes = 200'000});
    for (int i = 0; i < 20'000; ++i) {
        feed.Add(i * 0.01, 0, fmt::format(R"({{"User":"attacker{}"}})", i));
        if (i % 100 == 0) {
            feed.Settle();
            ASSERT_LE(feed.bytes(), 300'000U);
        }
    }
    feed.Add(100, 0, R"({"User":"late"})");
    EXPECT_EQ(1U, feed.losses().late);
}

TEST(Correlator, an_alert_names_the_newest_events_it_is_made_of) {
    RuleBook book;
    ReadBook({"type: event_count", "rules: [fail]", "timespan: 1h", "condition: {gte: 150}"}, book);
    Feed feed(book);
    for (int i = 0; i < 150; ++i) feed.Add(i, 0, "{}");
    feed.Finish();
    ASSERT_EQ(1U, feed.alerts().size());
    EXPECT_EQ(150U, feed.alerts()[0].observations);
    ASSERT_EQ(kEventsShown, feed.alerts()[0].events.size());
    EXPECT_EQ(50U, feed.alerts()[0].events.front());
    EXPECT_EQ(149U, feed.alerts()[0].events.back());
}

}  // namespace dongson::soc
