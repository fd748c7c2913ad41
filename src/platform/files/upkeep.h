// What lies in the folder of files and what the database says of it, brought together: what nobody refers to goes, what is
// missing or damaged is told.
#pragma once

#include <string>
#include <vector>

#include "core/time.h"
#include "platform/files/files.h"

namespace dongson::files {

struct Swept {
    int records = 0, contents = 0;
};
// Removes records that no row of any table names, and contents without a record, a day after they came. Which columns name files
// is read from the database itself: whole numbers with "file" in their name, and texts with "digest".
Swept Sweep(storage::Database& database, const FileStore& files, Instant now);

struct Damaged {
    std::string digest, what;  // "missing", "has another size", "has other bytes"
};
// Reads so many files, from an arbitrary one on, and holds them against their records.
std::vector<Damaged> CheckSome(storage::Database& database, const FileStore& files, int most);

}  // namespace dongson::files
