// The times that events write, in the many ways they do.
#pragma once

#include <array>
#include <optional>
#include <string_view>

#include "core/time.h"
#include "modules/soc/engine/rule.h"

namespace dongson::soc {

// As old formats write them, January first.
inline constexpr std::array<std::string_view, 12> kMonthNames = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                                 "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

// ISO 8601 with Z, an offset or none (then UTC), with T or a space, any number of decimals; or seconds, milliseconds,
// microseconds or nanoseconds since 1970, as auditd puts it too: audit(1364481363.243:24287). Nothing when it is no time.
std::optional<Instant> ReadEventTime(std::string_view text);

// 10/Oct/2000:13:55:36 -0700, as web servers write it.
std::optional<Instant> ReadClfTime(std::string_view text);

// `week` is ISO 8601's.
int PartOf(Instant time, TimePart part, int minutes_east);

}  // namespace dongson::soc
