// Gapless books of numbers: a number is taken in the transaction that uses it, so that a refusal takes none.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/ids.h"
#include "core/time.h"
#include "storage/database.h"

namespace dongson::numbering {

// Keeps the highest number given of each book in a file beside the database too: a restored backup gives no number twice. Once,
// at start; until then, and without a path, the database alone counts.
void KeepMarks(const std::string& path);
struct Mark {
    std::string book;
    std::int64_t newest = 0;
};
// What the file knows now.
std::vector<Mark> Marks();
// Makes what was noted durable: called before the ledger signs, which it must not when this is false.
bool SyncMarks();

// Numbers that were given, and which the database knows nothing of since an older backup was restored.
struct LostNumbers {
    std::string book;
    std::int64_t first = 0, last = 0;
    Instant found;
};
std::vector<LostNumbers> Lost(storage::Transaction& tx);
// Raises every book of the database to its mark; says what was lost. Next does the same for its own book.
std::vector<LostNumbers> RaiseToMarks(storage::Transaction& tx, Instant now);

// The next number of a book, from 1.
std::int64_t Next(storage::Transaction& tx, std::string_view book);

// The dossier code of TT 01/2018 and TT 03/2025: <organisation>-<yyMMdd>-<at least four digits>, counted per unit and day.
std::string NextDossierCode(storage::Transaction& tx, std::string_view org_code, Date day);
// The outgoing number of a year of a unit, by its id: 15/GPXD-UBND takes 15 from here.
std::int64_t NextOfYear(storage::Transaction& tx, UnitId unit, std::string_view series, int year);

// The unit's code and day of a dossier code; nothing when it is none.
struct DossierCode {
    std::string org_code;
    Date day;
    std::int64_t number = 0;
};
std::optional<DossierCode> ParseDossierCode(std::string_view text);

}  // namespace dongson::numbering
