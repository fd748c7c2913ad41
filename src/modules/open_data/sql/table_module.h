// Our tables as SQLite sees them: read where they lie, nothing is copied.
#pragma once

#include <memory>
#include <string>

#include "modules/open_data/table/table.h"

struct sqlite3;

namespace dongson::open_data {

// Makes a table known to the connection under a name. The table must outlive the connection. Throws when the name is taken.
void Attach(sqlite3* connection, const std::string& name, std::shared_ptr<const Table> table);

}  // namespace dongson::open_data
