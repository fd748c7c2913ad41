// What a search shows at a glance: the first events, how many there are over time, and which values a field has.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "modules/soc/search/search.h"

namespace dongson::soc {

struct FoundEvent {
    EventKey key;
    std::uint32_t source = 0;
    Instant time;
    std::string text;  // an excerpt
};
// How many events fell into a stretch of time.
struct Stretch {
    Instant from;
    std::uint64_t events = 0;
};
struct FieldCount {
    std::string value;
    std::uint64_t events = 0;
};

struct Overview {
    std::vector<FoundEvent> events;  // the first in the order asked for
    std::uint64_t found = 0;
    std::vector<Stretch> stretches;  // equal ones, from the first event found to the last
    std::vector<FieldCount> values;  // of the query's `counted` field, the most frequent first
    SearchCost cost;
};
Overview Survey(Searcher& searcher, const Query& query, const SearchScope& scope);

}  // namespace dongson::soc
