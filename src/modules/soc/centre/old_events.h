// Events go when their time is over.
#pragma once

#include <cstdint>
#include <map>
#include <string>

#include "modules/soc/centre/exchange.h"
#include "modules/soc/events/event_store.h"
#include "platform/platform.h"

namespace dongson::soc {

// Removes segments that are older than the days of their class and of which no hold wants anything. How many events.
std::uint64_t ForgetOldEvents(const Platform& platform, EventStore& store, const std::map<std::string, int>& retention_days);
// Of a relay: what went everywhere and came more than a day ago.
void ForgetRelayed(const Clock& clock, EventStore& store, const Exchange& exchange);

}  // namespace dongson::soc
