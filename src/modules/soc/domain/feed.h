// A list of indicators that others keep and this centre uses.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>

#include "core/ids.h"
#include "core/time.h"
#include "modules/soc/engine/rule.h"

namespace dongson::soc {

using FeedId = Id<struct FeedTag>;

struct Feed {
    FeedId id;
    std::string name;
    Level level = Level::high;  // of the alerts it makes
    std::string format;         // "STIX 2.1", "MISP", "CSV"
    std::int64_t edition = 1;   // each import makes the next
    std::uint64_t indicators = 0, left_out = 0;
    std::string faults;  // the first of what was left out, a line each
    AccountId account;   // none: imported by a command
    Instant imported;

    // Stored events are looked through once for what an edition brings; until then the one before it is kept too.
    std::int64_t known_edition = 0;
    // Events of these numbers and later were held against this edition as they came; nothing while it is not in use yet.
    std::optional<std::map<std::string, std::uint64_t>> live_from;
    std::optional<Instant> looked_back;
    std::uint64_t looked_back_events = 0, looked_back_found = 0;

    bool LookedBack() const { return known_edition == edition; }
};

// What alerts of a feed have for a rule.
std::string RuleOf(FeedId feed);

}  // namespace dongson::soc
