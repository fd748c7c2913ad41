// Whether stored events are those that were written: every block's hash, and that each names the one before it.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "modules/soc/events/segment.h"

namespace dongson::soc {

struct VerifyReport {
    std::uint64_t segments = 0, blocks = 0, events = 0;  // that are sound
    std::vector<Damage> faults;
    // The last hash of each segment that is closed, by its file's name: to be compared with what the ledger keeps.
    std::vector<std::pair<std::string, Sha256>> closed;
};

// A stream's folder; needs nobody to stop writing. Throws std::system_error when it cannot be read.
VerifyReport VerifyEvents(const std::string& folder);

}  // namespace dongson::soc
