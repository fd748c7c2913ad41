// Tries a service once, as somebody who uses it would.
#pragma once

#include <chrono>

#include "modules/soc/domain/system.h"

namespace dongson::soc {

// Blocks for as long as `patience` at most, a name's resolution aside.
ProbeOutcome Try(ProbeKind kind, const std::string& target, std::chrono::milliseconds patience);

}  // namespace dongson::soc
