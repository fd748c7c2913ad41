// Which keys the database has ever been written with: a folder that lost its ring is refused, not read wrongly. No key lies here.
#pragma once

#include <string>
#include <vector>

#include "storage/database.h"

namespace dongson::sealing {

std::vector<std::string> KeysInUse(storage::Database& database);
// Whether a database of SQLite has the table; one that no program of today opened yet has none.
bool HasKeyTable(storage::Database& database);
void NoteInUse(storage::Database& database, std::string_view id);
void ForgetInUse(storage::Database& database, std::string_view id);
// Whether a pass over everything found nothing left to put under it.
bool IsComplete(storage::Database& database, std::string_view id);
void SetComplete(storage::Database& database, std::string_view id);

}  // namespace dongson::sealing
