// Gapless books of numbers: a number is taken in the transaction that uses it, so that a refusal takes none.
#pragma once

#include <string>
#include <string_view>

#include "core/time.h"
#include "storage/database.h"

namespace dongson::numbering {

// The next number of a book, from 1.
std::int64_t Next(storage::Transaction& tx, std::string_view book);

// The dossier code of TT 01/2018 and TT 03/2025: <organisation>-<yyMMdd>-<at least four digits>, counted per unit and day.
std::string NextDossierCode(storage::Transaction& tx, std::string_view org_code, Date day);
// The outgoing number of a unit's year: 15/GPXD-UBND takes 15 from here.
std::int64_t NextOfYear(storage::Transaction& tx, std::string_view org_code, std::string_view series, int year);

// The unit's code and day of a dossier code; nothing when it is none.
struct DossierCode {
    std::string org_code;
    Date day;
    std::int64_t number = 0;
};
std::optional<DossierCode> ParseDossierCode(std::string_view text);

}  // namespace dongson::numbering
