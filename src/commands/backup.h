// Everything a folder holds, encrypted elsewhere, and back again.
#pragma once

#include <cstdint>
#include <string>

#include "core/refusal.h"
#include "core/time.h"

namespace dongson::commands {

struct BackedUp {
    std::string name;  // 2026-11-30T02-00-00-000Z
    std::size_t files = 0;
    std::int64_t bytes = 0, stored = 0;  // of the folder; of them new in the backup
};

// While a server runs on the folder. The ledger is read before the database, so that a restored folder has signed nothing that
// its database does not know.
Result<BackedUp> MakeBackup(const std::string& data, const std::string& to, const std::string& key_file, Instant now);
// Whether a backup of that day is there already.
bool BackedUpOn(const std::string& to, Date day);
// The newest when `name` is empty. Refuses a folder that holds anything.
Result<BackedUp> RestoreBackup(const std::string& from, const std::string& key_file, const std::string& name,
                               const std::string& data);

}  // namespace dongson::commands
