// A database as it is at one moment, while others go on writing to it.
#pragma once

#include <string>

namespace dongson::storage {

// Throws StorageError. The copy is one file and needs no log beside it.
void CopySqlite(const std::string& from, const std::string& to);

}  // namespace dongson::storage
