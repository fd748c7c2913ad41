// Whether stored events are those that were written: every block's hash, and that each names the one before it.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "modules/soc/events/segment.h"

namespace dongson::soc {

struct VerifyReport {
    std::uint64_t segments = 0, blocks = 0, events = 0;  // that are sound
    std::vector<Damage> faults;
    std::uint64_t anchors = 0;  // that were met
};

// What is known of blocks from elsewhere: their hashes, by the number of their last event.
using KnownHashes = std::map<std::uint64_t, Sha256>;

// A stream's folder; needs nobody to stop writing. Blocks before the first that is there were forgotten, and so are their
// anchors. Throws std::system_error when it cannot be read.
VerifyReport VerifyEvents(const std::string& folder, const KnownHashes& anchors = {});

}  // namespace dongson::soc
