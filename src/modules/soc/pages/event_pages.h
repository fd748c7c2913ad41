// Searching among stored events, and one of them.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "modules/soc/domain/incident.h"
#include "modules/soc/domain/source.h"
#include "modules/soc/normalise/normaliser.h"
#include "modules/soc/search/overview.h"
#include "web/components.h"

namespace dongson::soc {

struct EventSearchView {
    std::string query, period, source, field;  // as asked
    std::string from, until;                   // of a period of one's own
    std::vector<Source> sources;
    Overview overview;
    std::map<std::uint32_t, std::string> names;  // of the sources of its events
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
    std::vector<Incident> cases;  // open ones it may become evidence of
};
web::Html EventPage(const EventView& view);

}  // namespace dongson::soc
