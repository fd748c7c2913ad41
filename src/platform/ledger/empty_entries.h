// What an entry said goes when the records it was about are destroyed; its place in the signed tree, a hash, stays for good.
#pragma once

#include <cstdint>

#include "storage/database.h"

namespace dongson::ledger {

// Its words and its salt are gone then: nobody can find out by trying what it said. An entry that waits for its place is left as
// it is: false.
bool EmptyEntry(storage::Transaction& tx, std::int64_t id);

}  // namespace dongson::ledger
