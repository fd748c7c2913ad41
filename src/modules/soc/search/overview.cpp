#include "modules/soc/search/overview.h"

#include <algorithm>
#include <map>

#include "core/text.h"

namespace dongson::soc {

namespace {

constexpr std::size_t kShown = 100, kStretches = 60, kMostValues = 100'000, kShownValues = 20, kText = 400;

std::vector<Stretch> StretchesOf(const std::vector<std::int64_t>& times) {
    std::vector<Stretch> stretches;
    if (times.empty()) return stretches;
    const auto [first, last] = std::ranges::minmax(times);
    const std::int64_t length = std::max<std::int64_t>(1, (last - first) / static_cast<std::int64_t>(kStretches) + 1);
    for (std::size_t i = 0; i < kStretches; ++i) stretches.push_back({{first + static_cast<std::int64_t>(i) * length}, 0});
    for (const std::int64_t time : times) ++stretches[static_cast<std::size_t>((time - first) / length)].events;
    return stretches;
}

}  // namespace

Overview Survey(Searcher& searcher, const Query& query, const SearchScope& scope) {
    Overview overview;
    std::vector<std::int64_t> times;
    std::map<std::string, std::uint64_t> values;
    overview.cost = searcher.Run(scope, [&](const EventKey& key, const EventRecord& record, const Event& event) {
        ++overview.found;
        times.push_back(record.time.ms);
        if (overview.events.size() < kShown)
            overview.events.push_back({key, record.source, record.time, Excerpt(record.bytes, kText)});
        const auto* value = query.counted == kAnyField ? nullptr : event.First(query.counted);
        if (value != nullptr && values.size() < kMostValues) ++values[MendUtf8(event.Text(*value))];
        return true;
    });
    overview.stretches = StretchesOf(times);
    for (const auto& [value, events] : values) overview.values.push_back({value, events});
    std::ranges::stable_sort(overview.values, std::ranges::greater(), &FieldCount::events);
    overview.values.resize(std::min(overview.values.size(), kShownValues));
    return overview;
}

}  // namespace dongson::soc
