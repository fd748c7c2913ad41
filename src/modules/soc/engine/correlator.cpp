#include "modules/soc/engine/correlator.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <list>
#include <map>
#include <optional>
#include <unordered_map>

#include "modules/soc/engine/observation_window.h"
#include "modules/soc/engine/rule_reader.h"
#include "modules/soc/engine/text_hash.h"

namespace dongson::soc {

namespace {

constexpr Instant kBeforeAll{std::numeric_limits<std::int64_t>::min()};
constexpr Instant kAfterAll{std::numeric_limits<std::int64_t>::max()};

std::optional<double> NumberIn(std::string_view text) {
    double number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    return error == std::errc() && end == text.data() + text.size() && std::isfinite(number) ? std::optional(number)
                                                                                             : std::nullopt;
}

struct Group {
    const std::string* key;           // folded values, one after the other
    std::vector<std::string> values;  // as written
    ObservationWindow window;
    std::size_t bytes = 0;    // without its observations, about
    std::size_t waiting = 0;  // arrivals not yet judged
    Instant last_alert = kBeforeAll, opened = kBeforeAll;
    double sum = 0;
    std::unordered_map<std::uint64_t, std::uint32_t> values_seen;
    std::vector<std::uint32_t> by_input;
    std::list<Group*>::iterator age;
};

}  // namespace

struct Correlator::Arrival {
    Observation what;
    Group* group;
};

class Correlator::Run {
  public:
    Run(const Correlation& correlation, std::uint32_t number, const CorrelationLimits& limits, CorrelationLosses& losses,
        std::size_t& held)
        : correlation_(correlation), number_(number), limits_(limits), losses_(losses), held_(held) {}

    // `values`: of group-by, as written.
    void Arrive(const std::vector<std::string>& values, const Observation& what) {
        key_.clear();
        for (const std::string& value : values) {
            key_ += FoldCase(value);
            key_ += '\0';
        }
        auto found = groups_.find(key_);
        if (found == groups_.end()) {
            found = groups_.emplace(key_, Group{}).first;
            Group& group = found->second;
            group.key = &found->first;
            group.values = values;
            group.by_input.resize(correlation_.inputs.size());
            group.bytes = kGroupBytes + found->first.capacity() + values.size() * sizeof(std::string) +
                          group.by_input.size() * sizeof(std::uint32_t);
            for (const std::string& value : values) group.bytes += value.size();
            group.age = ages_.insert(ages_.end(), &group);
            bytes_ += group.bytes;
        }
        Group& group = found->second;
        ++group.waiting;
        ++held_;
        bytes_ += kObservationBytes;
        in_order_ = in_order_ && (arrivals_.empty() || arrivals_.back().what.time <= what.time);
        arrivals_.push_back({what, &group});
    }

    void Advance(Instant until, std::vector<CorrelationAlert>& alerts) {
        if (!in_order_) std::ranges::stable_sort(arrivals_, {}, [](const Arrival& arrival) { return arrival.what.time; });
        in_order_ = true;
        std::size_t next = 0;
        while (next < arrivals_.size() && arrivals_[next].what.time <= until) {
            const Instant time = arrivals_[next].what.time;
            JudgeOver(time, alerts);
            touched_.clear();
            for (; next < arrivals_.size() && arrivals_[next].what.time == time; ++next) Insert(arrivals_[next]);
            if (!correlation_.JudgedWhenOver()) JudgeTouched(time, alerts);
        }
        arrivals_.erase(arrivals_.begin(), arrivals_.begin() + static_cast<std::ptrdiff_t>(next));
        JudgeOver(until, alerts);
        Forget(until);
    }

    // The groups that have been silent longest go, with all they hold, until there is no more than that; those that wait to be
    // judged stay.
    void ShrinkTo(std::size_t bytes) {
        for (auto next = ages_.begin(); next != ages_.end() && bytes_ > bytes;) {
            Group& group = **next++;
            if (group.waiting > 0) continue;
            losses_.crowded_out += group.window.size();
            if (group.opened != kBeforeAll) {
                const auto [first, last] = ends_.equal_range(group.opened.ms + correlation_.timespan);
                ends_.erase(std::find_if(first, last, [&](const auto& end) { return end.second == &group; }));
            }
            Erase(group);
        }
    }
    std::size_t bytes() const { return bytes_; }

  private:
    void Insert(const Arrival& arrival) {
        Group& group = *arrival.group;
        --group.waiting;
        ages_.splice(ages_.end(), ages_, group.age);
        if (group.window.size() >= limits_.group_observations) {
            RemoveOldest(group);
            ++losses_.crowded_out;
        }
        group.window.push_back(arrival.what);
        ++group.by_input[arrival.what.input];
        group.sum += arrival.what.number;
        if (correlation_.type == CorrelationType::value_count) ++group.values_seen[arrival.what.value];
        if (correlation_.JudgedWhenOver()) {
            if (group.opened == kBeforeAll) {
                group.opened = arrival.what.time;
                ends_.emplace(group.opened.ms + correlation_.timespan, &group);
            }
        } else {
            touched_.push_back(&group);
        }
    }

    void RemoveOldest(Group& group) {
        const Observation& oldest = group.window.front();
        --group.by_input[oldest.input];
        group.sum -= oldest.number;
        if (correlation_.type == CorrelationType::value_count)
            if (const auto seen = group.values_seen.find(oldest.value); --seen->second == 0) group.values_seen.erase(seen);
        group.window.pop_front();
        --held_;
        bytes_ -= kObservationBytes;
        if (group.window.empty()) group.sum = 0;
    }

    void Erase(Group& group) {
        while (!group.window.empty()) RemoveOldest(group);
        bytes_ -= group.bytes;
        ages_.erase(group.age);
        groups_.erase(groups_.find(*group.key));
    }

    void JudgeTouched(Instant time, std::vector<CorrelationAlert>& alerts) {
        std::ranges::sort(touched_, {}, [](const Group* group) -> const std::string& { return *group->key; });
        const auto again = std::ranges::unique(touched_);
        touched_.erase(again.begin(), again.end());
        for (Group* group : touched_) {
            while (!group->window.empty() && group->window.front().time.ms <= time.ms - correlation_.timespan)
                RemoveOldest(*group);
            if (group->last_alert != kBeforeAll && time.ms - correlation_.timespan < group->last_alert.ms) continue;
            if (Judge(*group, time, alerts)) group->last_alert = time;
        }
    }

    void JudgeOver(Instant until, std::vector<CorrelationAlert>& alerts) {
        while (!ends_.empty() && ends_.begin()->first <= until.ms) {
            const auto [end, group] = *ends_.begin();
            ends_.erase(ends_.begin());
            Judge(*group, Instant{end}, alerts);
            while (!group->window.empty()) RemoveOldest(*group);
            group->opened = kBeforeAll;
        }
    }

    bool Judge(const Group& group, Instant time, std::vector<CorrelationAlert>& alerts) const {
        if (group.window.empty()) return false;
        const double figure = Figure(group);
        if (!correlation_.bounds.Hold(figure)) return false;
        CorrelationAlert alert{number_, time, group.values, figure, group.window.size(), {}};
        const std::size_t from = group.window.size() - std::min(group.window.size(), kEventsShown);
        for (std::size_t i = from; i < group.window.size(); ++i) alert.events.push_back(group.window[i].event);
        alerts.push_back(std::move(alert));
        return true;
    }

    double Figure(const Group& group) const {
        switch (correlation_.type) {
            case CorrelationType::event_count:
                return static_cast<double>(group.window.size());
            case CorrelationType::value_count:
                return static_cast<double>(group.values_seen.size());
            case CorrelationType::temporal:
                return static_cast<double>(std::ranges::count_if(group.by_input, [](std::uint32_t seen) { return seen > 0; }));
            case CorrelationType::temporal_ordered:
                return static_cast<double>(LongestInOrder(group));
            case CorrelationType::value_sum:
                return group.sum;
            case CorrelationType::value_avg:
                return group.sum / static_cast<double>(group.window.size());
            case CorrelationType::value_percentile:
                return Percentile(group);
        }
        return 0;
    }

    // How many of the rules, from the first on, came one after the other; at the same time counts as after.
    std::size_t LongestInOrder(const Group& group) const {
        if (std::ranges::any_of(group.by_input, [](std::uint32_t seen) { return seen == 0; })) return 0;
        Instant after = kBeforeAll;
        for (std::size_t input = 0; input < correlation_.inputs.size(); ++input) {
            const auto next = std::ranges::find_if(
                group.window, [&](const Observation& each) { return each.input == input && each.time >= after; });
            if (next == group.window.end()) return input;
            after = next->time;
        }
        return correlation_.inputs.size();
    }

    // By nearest rank; the 50th is the median.
    double Percentile(const Group& group) const {
        std::vector<double> numbers;
        numbers.reserve(group.window.size());
        for (const Observation& each : group.window) numbers.push_back(each.number);
        const auto rank =
            static_cast<std::size_t>(std::ceil(correlation_.percentile / 100 * static_cast<double>(numbers.size())));
        const auto at = numbers.begin() + static_cast<std::ptrdiff_t>(std::max<std::size_t>(rank, 1) - 1);
        std::ranges::nth_element(numbers, at);
        return *at;
    }

    // Groups that have nothing to tell any more; the longest silent first.
    void Forget(Instant until) {
        while (!ages_.empty()) {
            Group& group = *ages_.front();
            const Instant last = group.window.empty() ? group.last_alert : group.window.back().time;
            const bool silent = until == kAfterAll || last == kBeforeAll || last.ms <= until.ms - correlation_.timespan;
            if (group.waiting > 0 || group.opened != kBeforeAll || !silent) return;
            Erase(group);
        }
    }

    const Correlation& correlation_;
    std::uint32_t number_;
    const CorrelationLimits& limits_;
    CorrelationLosses& losses_;
    std::size_t& held_;
    std::unordered_map<std::string, Group> groups_;
    std::list<Group*> ages_;  // the longest silent first
    std::vector<Arrival> arrivals_;
    bool in_order_ = true;
    std::vector<Group*> touched_;
    std::multimap<std::int64_t, Group*> ends_;
    std::string key_;
    std::size_t bytes_ = 0;
    // With what the containers around them take, as measured.
    static constexpr std::size_t kGroupBytes = sizeof(Group) + 120, kObservationBytes = 2 * sizeof(Observation);
};

Correlator::Correlator(const RuleBook& book, CorrelationLimits limits) : book_(book), limits_(limits) {
    of_rule_.resize(book_.rules().size());
    of_correlation_.resize(book_.correlations().size());
    for (std::uint32_t number = 0; number < book_.correlations().size(); ++number) {
        const Correlation& correlation = book_.correlations()[number];
        runs_.push_back(std::make_unique<Run>(correlation, number, limits_, losses_, held_));
        for (std::uint32_t input = 0; input < correlation.inputs.size(); ++input) {
            const Correlation::Input& of = correlation.inputs[input];
            (of.of_correlation ? of_correlation_ : of_rule_)[of.number].push_back({number, input});
        }
    }
}

Correlator::~Correlator() = default;

void Correlator::Observe(const Event& event, Instant time, std::uint64_t number, const std::vector<std::uint32_t>& rules) {
    for (const std::uint32_t rule : rules)
        for (const auto& [run, input] : of_rule_[rule]) {
            const Correlation& correlation = book_.correlations()[run];
            const Correlation::Input& of = correlation.inputs[input];
            if (time <= settled_) {
                ++losses_.late;
                continue;
            }
            const auto first = [&](FieldId field) {
                const auto* value = event.First(field);
                while (value != nullptr && value->kind == ValueKind::null) value = event.Next(*value);
                return value;
            };
            std::vector<std::string> group;
            for (const FieldId field : of.group_by)
                if (const auto* value = first(field)) group.emplace_back(event.Text(*value));
            Observation what{.time = time, .event = number, .input = input};
            bool counts = group.size() == of.group_by.size();
            if (of.field != kAnyField) {
                const auto* value = first(of.field);
                const auto as_number = value == nullptr ? std::nullopt : NumberIn(event.Text(*value));
                what.number = as_number.value_or(0);
                what.value = value == nullptr ? 0 : HashText(event.Folded(*value));
                counts = counts && (correlation.type == CorrelationType::value_count ? value != nullptr : as_number.has_value());
            }
            if (!counts) {
                ++losses_.ungrouped;
                continue;
            }
            runs_[run]->Arrive(group, what);
        }
    newest_ = std::max(newest_, time);
}

void Correlator::Settle(std::vector<CorrelationAlert>& alerts) {
    if (newest_ != kBeforeAll) Advance(newest_ + -limits_.lateness, alerts);
}

void Correlator::Tick(Instant now, std::vector<CorrelationAlert>& alerts) {
    Advance(now + -limits_.lateness, alerts);
}

void Correlator::JudgeUntil(Instant time, std::vector<CorrelationAlert>& alerts) {
    Advance(time, alerts);
}

void Correlator::Finish(std::vector<CorrelationAlert>& alerts) {
    Advance(kAfterAll, alerts);
}

void Correlator::Advance(Instant until, std::vector<CorrelationAlert>& alerts) {
    if (until > settled_) Judge(until, alerts);
    MakeRoom();
    // All of it waits: what is newer is judged early, and what is late from now on is counted.
    if (bytes() > limits_.bytes && newest_ > settled_) {
        Judge(newest_, alerts);
        MakeRoom();
    }
}

void Correlator::Judge(Instant until, std::vector<CorrelationAlert>& alerts) {
    settled_ = until == kAfterAll ? settled_ : until;
    for (std::uint32_t number = 0; number < runs_.size(); ++number) {
        const std::size_t before = alerts.size();
        runs_[number]->Advance(until, alerts);
        for (std::size_t i = before; i < alerts.size(); ++i)
            for (const auto& [run, input] : of_correlation_[number]) {
                const Correlation::Input& of = book_.correlations()[run].inputs[input];
                std::vector<std::string> group;
                group.reserve(of.taken.size());
                for (const std::uint32_t part : of.taken) group.push_back(alerts[i].group[part]);
                runs_[run]->Arrive(group, {.time = alerts[i].time, .event = alerts[i].events.back(), .input = input});
            }
    }
}

std::size_t Correlator::bytes() const {
    std::size_t bytes = 0;
    for (const auto& run : runs_) bytes += run->bytes();
    return bytes;
}

// Down to seven eighths, so that it is not done again for every event. Those that hold little keep it all.
void Correlator::MakeRoom() {
    if (bytes() <= limits_.bytes) return;
    std::vector<Run*> by_size;
    by_size.reserve(runs_.size());
    for (const auto& run : runs_) by_size.push_back(run.get());
    std::ranges::sort(by_size, {}, &Run::bytes);
    std::size_t left = limits_.bytes - limits_.bytes / 8;
    for (std::size_t i = 0; i < by_size.size(); ++i) {
        by_size[i]->ShrinkTo(left / (by_size.size() - i));
        left -= std::min(left, by_size[i]->bytes());
    }
}

}  // namespace dongson::soc
