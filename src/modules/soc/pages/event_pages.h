// Searching among stored events, and one of them.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "modules/soc/domain/incident.h"
#include "modules/soc/domain/source.h"
#include "modules/soc/normalise/normaliser.h"
#include "modules/soc/search/search.h"
#include "web/components.h"

namespace dongson::soc {

struct FoundEvent {
    std::string key, source, text;
    Instant time;
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

struct EventSearchView {
    std::string query, period, source, field;  // as asked
    std::string from, until;                   // of a period of one's own
    std::vector<Source> sources;
    std::vector<FoundEvent> events;
    std::uint64_t found = 0;
    std::vector<Stretch> stretches;
    std::vector<FieldCount> values;  // of `field`, the most frequent first
    SearchCost cost;
    std::int64_t milliseconds = 0;
    bool asked = false;
    Refusals faults;
};
web::Html EventSearchPage(const EventSearchView& view);

struct EventView {
    std::string key, source, bytes;
    Instant received, time;
    std::vector<NamedValue> values;
    std::string parser, stream, digest;
    std::vector<Case> cases;  // open ones it may become evidence of
};
web::Html EventPage(const EventView& view);

}  // namespace dongson::soc
