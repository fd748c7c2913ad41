#include "modules/soc/watch/finding_book.h"

#include <algorithm>
#include <optional>
#include <stdexcept>

#include "core/text.h"
#include "modules/soc/domain/feed.h"

namespace dongson::soc {

namespace {

constexpr std::size_t kExcerpt = 400, kName = 200;

// An alert is told, whether what it was about can be read just now or not.
std::optional<StoredEvent> ReadableEvent(const EventStore& store, const EventKey& key) {
    try {
        return store.Get(key);
    } catch (const std::runtime_error&) {
        return std::nullopt;
    }
}

}  // namespace

void FindingBook::Note(Finding finding) {
    auto& known = findings_[{finding.rule, finding.entity}];
    if (known.events == 0) {
        known = std::move(finding);
        return;
    }
    known.first = std::min(known.first, finding.first);
    known.last = std::max(known.last, finding.last);
    known.events += finding.events;
    for (AlertEvent& event : finding.shown)
        if (known.shown.size() < kAlertEvents) known.shown.push_back(std::move(event));
}

std::vector<Finding> FindingBook::Take() {
    std::vector<Finding> taken;
    taken.reserve(findings_.size());
    for (auto& [key, finding] : findings_) taken.push_back(std::move(finding));
    findings_.clear();
    return taken;
}

Finding FindingOf(const Rule& rule, const Entity& entity, const EventKey& key, const EventRecord& record) {
    return {.rule = KeyOf(rule),
            .title = rule.title,
            .level = rule.level,
            .entity = entity,
            .source = record.source,
            .first = record.time,
            .last = record.time,
            .events = 1,
            .shown = {{key.Text(), record.time, Excerpt(record.bytes, kExcerpt)}}};
}

Finding FindingOf(const IndicatorMatch& match, const EventKey& key, const EventRecord& record) {
    std::string title = "Chỉ dấu của " + match.feed->name;
    if (!match.indicator.label.empty()) title.append(": ").append(match.indicator.label);
    return {.rule = RuleOf({match.feed->id}),
            .title = Shorten(title, kName),
            .level = match.feed->level,
            .entity = {"indicator", Shorten(match.indicator.value, kName)},
            .source = record.source,
            .first = record.time,
            .last = record.time,
            .events = 1,
            .shown = {{key.Text(), record.time, Excerpt(record.bytes, kExcerpt)}}};
}

Finding FindingOf(const Correlation& correlation, const CorrelationAlert& alert, const EventStore& store) {
    std::vector<std::string> group;
    group.reserve(alert.group.size());
    for (std::size_t i = 0; i < alert.group.size(); ++i)
        group.push_back(correlation.group_by[i] + " = " + MendUtf8(alert.group[i]));
    Finding finding{.rule = KeyOf(correlation),
                    .title = correlation.title,
                    .level = correlation.level,
                    .entity = {group.empty() ? "source" : "group", Shorten(Join(group, ", "), kName)},
                    .first = alert.time,
                    .last = alert.time,
                    .events = alert.observations,
                    .shown = {}};
    for (const std::uint64_t number : alert.events)
        if (finding.shown.size() < kAlertEvents) finding.shown.push_back({store.KeyOf(number).Text(), alert.time, ""});
    if (alert.events.empty()) return finding;
    if (const auto event = ReadableEvent(store, store.KeyOf(alert.events.back()))) {
        finding.source = event->record.source;
        finding.shown.back().excerpt = Excerpt(event->record.bytes, kExcerpt);
    }
    return finding;
}

}  // namespace dongson::soc
