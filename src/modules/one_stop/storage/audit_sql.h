// What an audit reads beside the stores.
#pragma once

#include "storage/database.h"

namespace dongson::one_stop {

inline constexpr storage::Statement kEveryCode{"one_stop.every_code", "SELECT code FROM dossier ORDER BY id"};
// Whom a dossier says it has beside its applicant stands in its bits (domain/dossier.h, Beside).
inline constexpr storage::Statement kMandatesOfNobody{"one_stop.mandates_of_nobody", R"(
    SELECT COALESCE(d.code, ''), m.account_id
      FROM mandate m LEFT JOIN dossier d ON d.id = m.dossier_id
     WHERE d.id IS NULL OR d.beside NOT IN (1, 3)
     ORDER BY m.dossier_id)"};
inline constexpr storage::Statement kCoApplicantsOfNobody{"one_stop.co_applicants_of_nobody", R"(
    SELECT COALESCE(d.code, ''), c.account_id
      FROM co_applicant c LEFT JOIN dossier d ON d.id = c.dossier_id
     WHERE c.dossier_id <> 0 AND (d.id IS NULL OR d.beside NOT IN (2, 3))
     ORDER BY c.dossier_id)"};

}  // namespace dongson::one_stop
