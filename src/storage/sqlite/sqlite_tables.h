// Tables of a SQLite file as a move reads them, whichever way it goes.
#pragma once

#include <functional>
#include <string_view>
#include <vector>

#include "core/refusal.h"
#include "storage/move/table.h"

struct sqlite3;

namespace dongson::storage {

class Connection;

// Every table but those of SQLite itself and that of migrations, by name.
Result<std::vector<Table>> TablesOfSqlite(Connection& connection);
// In the order of the key; refuses, by naming it, a row that PostgreSQL could not hold.
Result<void> ReadSqliteTable(sqlite3* handle, const Table& table, const std::function<void(std::string_view row)>& visit);

}  // namespace dongson::storage
