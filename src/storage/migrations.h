// Numbered migrations, globally ordered, applied under a lock. A newer schema refuses an older program.
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "core/refusal.h"
#include "storage/database.h"

namespace dongson::storage {

struct Migration {
    int number;
    std::string_view path;
    std::string_view sql;
};

// Every migration embedded in the program for this engine: `0003_ledger.sql` serves both, `0004_search.sqlite.sql` one.
// The word BYTES stands for each database's own type of raw bytes.
std::vector<Migration> Migrations(Engine engine);

// Brings the schema up to date and returns how many migrations ran: whatever has not run yet, in the order of the numbers, for
// what was begun beside a newer one may come after it. Refuses when the database is newer than the program.
Result<int> Migrate(Database& database);
Result<int> Migrate(Database& database, const std::vector<Migration>& migrations);

// The same in the transaction of whoever holds the connection, who ends it.
int MigrateWithin(Connection& connection, const std::vector<Migration>& migrations, const std::set<std::int64_t>& applied);
// The numbers of those that ran here, of which a table is kept; it is made where there is none.
std::set<std::int64_t> AppliedMigrations(Connection& connection);
// For commands that only read: a database of another program's schema is refused with what to do.
Result<void> RefuseOtherSchema(Database& database);

}  // namespace dongson::storage
