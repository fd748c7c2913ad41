// Of which tables the rows of before were bound.
#pragma once

#include "storage/database.h"

namespace dongson::ledger {

inline constexpr storage::Statement kRowsAreBound{"ledger.rows_are_bound",
                                                  "SELECT COUNT(*) FROM bound_rows WHERE table_name = $table"};
inline constexpr storage::Statement kMarkRowsBound{
    "ledger.mark_rows_bound", "INSERT INTO bound_rows (table_name) VALUES ($table) ON CONFLICT (table_name) DO NOTHING"};

}  // namespace dongson::ledger
