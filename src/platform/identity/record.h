// What this floor does to powers enters the public ledger, which lies a floor above: lines with where they stand in the database.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "platform/platform.h"
#include "storage/database.h"

namespace dongson::identity {

struct RecordLine {
    std::string key, value;
    std::string column;
};

// Returns the entry that was made; the row keeps it.
using EnterRecord =
    std::function<std::int64_t(const Platform& platform, storage::Transaction& tx, const std::vector<RecordLine>&)>;
// Set once at start-up; an empty one: nothing is entered.
void UseRecord(EnterRecord enter);
// 0 where there is no ledger.
std::int64_t Enter(const Platform& platform, storage::Transaction& tx, const std::vector<RecordLine>& lines);

}  // namespace dongson::identity
