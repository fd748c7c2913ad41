// A form that is sent twice is done once.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/ids.h"
#include "core/refusal.h"
#include "core/time.h"
#include "storage/database.h"

namespace dongson::workflow {

// What a key is bound to.
struct Once {
    AccountId account;
    UnitId unit;
    std::string_view act, key;
    std::string body;
};
inline constexpr std::size_t kShortestKey = 16;

// Short enough to be met by chance.
std::optional<Refusal> RefuseShortKey(std::string_view key);

// What was done with the key before; empty when nothing was, and the key is this transaction's now, or when there is no key.
// Whoever brings the same key meanwhile waits for this transaction. Refuses a key that came with another body.
Result<std::string> ClaimKey(storage::Transaction& tx, const Once& once, Instant now);
// What was done with the claimed key.
void KeepReference(storage::Transaction& tx, const Once& once, std::string_view reference);

}  // namespace dongson::workflow
