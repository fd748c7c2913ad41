// How much one account may bring in a day.
#pragma once

#include <cstdint>

#include "core/ids.h"
#include "core/refusal.h"
#include "core/time.h"
#include "storage/database.h"

namespace dongson::files {

// Counts what an account is about to bring; refuses, and counts nothing, when that is more than `most` bytes in one day.
Result<void> CountUpload(storage::Database& database, AccountId account, std::int64_t bytes, std::int64_t most, Instant now);

}  // namespace dongson::files
