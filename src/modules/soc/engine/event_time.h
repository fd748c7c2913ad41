// The times that events write, in the many ways they do.
#pragma once

#include <optional>
#include <string_view>

#include "core/time.h"
#include "modules/soc/engine/rule.h"

namespace dongson::soc {

// ISO 8601 with Z, an offset or none (then UTC), with T or a space, any number of decimals; or seconds, milliseconds,
// microseconds or nanoseconds since 1970. Nothing when it is no time.
std::optional<Instant> ReadEventTime(std::string_view text);

// `week` is ISO 8601's.
int PartOf(Instant time, TimePart part, int minutes_east);

}  // namespace dongson::soc
