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
    std::uint64_t first = 0, last = 0;  // events, by number; 0: none is there
    std::uint64_t anchors = 0;          // that were met
    std::uint64_t anchored_to = 0;      // the last event that the ledger speaks for; 0: none
    std::uint64_t blocks_after = 0;     // that nothing but the chain itself speaks for
    std::uint64_t passed = 0;           // anchors of what lies before the first block
};

// What is known of blocks from elsewhere: their hashes, by the number of their last event.
using KnownHashes = std::map<std::uint64_t, Sha256>;

// A stream's folder; needs nobody to stop writing. Every anchor must be met, but those before the first block that is there: what
// was forgotten cannot be told here from what was taken out, so they are counted. Throws std::system_error when it cannot be
// read.
VerifyReport VerifyEvents(const std::string& folder, const KnownHashes& anchors = {});

}  // namespace dongson::soc
