// Files of events that somebody brings by hand: from a machine that is not joined, or that was taken off the network.
#pragma once

#include <cstdint>
#include <string>

#include "core/refusal.h"
#include "modules/soc/centre/centre.h"

namespace dongson::soc {

// EVTX, or one event a line: JSON or plain text, packed by gzip or not. The events are the source's, stored and judged like those
// it sends; what they tell of their time counts. Refuses a file that nothing can be read of. Throws std::runtime_error when they
// cannot be stored.
Result<ImportedEvents> ImportEvents(Centre& centre, const Source& source, const std::string& path);

}  // namespace dongson::soc
