// A proof small enough for a printed code: what a phone needs, and cannot work out, to tell without a network whether it is
// genuine.
#pragma once

#include <optional>
#include <string>

#include "core/refusal.h"

namespace dongson::ledger {

// One byte of version (1); 16 of salt; index and size as varints; how many hashes, and they; the log's signature (64); how many
// cosignatures, each as key id (4), time (8) and signature (64); the content, deflated. The root and the names are left out: the
// reader computes the one and knows the others.
Result<std::string> CompactProof(std::string_view file, std::string_view verifier);

// A QR code as an SVG drawing, with its quiet zone. Nothing when no code holds so much (2,953 bytes).
std::optional<std::string> DrawQr(const std::string& text);

}  // namespace dongson::ledger
