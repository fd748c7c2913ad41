// Tables whose rows have no entry of their own. An act enters which rows it wrote and what they say from then on; an audit names
// each row that says something else, that no act wrote, or that is gone.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "platform/ledger/audit.h"
#include "storage/database.h"

namespace dongson::ledger {

struct BoundRow {
    std::string id, digest;  // without ": "; of everything the row says
};
using RowsIn = std::function<std::vector<BoundRow>(storage::Transaction&)>;

// As every act that writes such rows does, the last thing in its transaction. Nothing to bind is no entry.
void BindRows(Ledger& ledger, storage::Transaction& tx, std::string_view table, const std::vector<BoundRow>& rows);
// The lines of that entry, for floors that enter by other hands.
std::vector<EntryLine> LinesOfRows(std::string_view table, const std::vector<BoundRow>& rows);

// Those of before acts bound them, once in the life of a house. What somebody put in before that is taken as it is found.
void BindThoseOfBefore(Ledger& ledger, storage::Database& database, std::string_view table, const RowsIn& rows);

// Every row that there is now.
void HoldRows(Audit& audit, std::string_view table, const std::vector<BoundRow>& rows);

}  // namespace dongson::ledger
