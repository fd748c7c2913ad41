#pragma once

#include "storage/database.h"

namespace dongson::one_stop {

using storage::Statement;

// Nothing reads fee_timing and form, which earlier versions of the program filled.
inline constexpr Statement kInsertProcedure{"one_stop.insert_procedure", R"(
    INSERT INTO procedure (id, code, version, newest, valid_from, name, domain, level, department, for_people, for_businesses,
        online, is_national, published, fee_timing, process, form, content, digest, edition_id, base, words)
    VALUES ($id, $code, $version, $newest, $valid_from, $name, $domain, $level, $department, $for_people, $for_businesses,
        $online, $national, $published, 0, $process, '', $content, $digest, $edition, $base, $words))"};
// All that a version says, for the ledger.
inline constexpr int kFlagsBound = 8, kTextsBound = 10;
#define PROCEDURE_BOUND                                                                                               \
    "SELECT id, code, version, newest, base, for_people, for_businesses, online, is_national, published, edition_id," \
    "       valid_from, name, domain, level, department, process, form, content, digest, words"                       \
    "  FROM procedure"
inline constexpr Statement kProcedureRowsBound{"one_stop.procedure_rows_bound", PROCEDURE_BOUND " ORDER BY id"};
inline constexpr Statement kProcedureRowsBoundOf{"one_stop.procedure_rows_bound_of",
                                                 PROCEDURE_BOUND " WHERE code = $code ORDER BY id"};
#undef PROCEDURE_BOUND
inline constexpr Statement kRetireProcedure{"one_stop.retire_procedure", R"(
    UPDATE procedure SET newest = 0 WHERE code = $code AND newest = 1)"};
inline constexpr Statement kRetireBase{"one_stop.retire_base_of_procedure", R"(
    UPDATE procedure SET base = 0 WHERE code = $code AND base = 1)"};
// What holds of each, and what its list said last: one row where they are the same.
inline constexpr Statement kNewestDigests{"one_stop.newest_digests", R"(
    SELECT code, version, digest, newest, base, edition_id FROM procedure WHERE newest = 1 OR base = 1)"};
inline constexpr Statement kOwnProcedures{"one_stop.own_procedures", R"(
    SELECT DISTINCT code FROM procedure WHERE edition_id <> 0 AND newest = 1 ORDER BY code)"};
inline constexpr Statement kLastVersion{"one_stop.last_version_of_procedure", R"(
    SELECT COALESCE(MAX(version), 0) FROM procedure WHERE code = $code)"};
#define PROCEDURE_READ                                                                                                        \
    "SELECT id, code, version, valid_from, name, domain, level, department, for_people, for_businesses, online, is_national," \
    "       published, process, content, edition_id, words"                                                                   \
    "  FROM procedure"
inline constexpr Statement kProcedure{"one_stop.procedure", PROCEDURE_READ " WHERE id = $id"};
inline constexpr Statement kProcedureByCode{"one_stop.procedure_by_code",
                                            PROCEDURE_READ " WHERE code = $code AND newest = 1 AND published = 1"};
inline constexpr Statement kNewestProcedure{"one_stop.newest_procedure", PROCEDURE_READ " WHERE code = $code AND newest = 1"};
inline constexpr Statement kBaseProcedure{"one_stop.base_of_procedure", PROCEDURE_READ " WHERE code = $code AND base = 1"};
inline constexpr Statement kBaseProcedures{"one_stop.bases_of_procedures", PROCEDURE_READ " WHERE base = 1"};
inline constexpr Statement kNewestProcedures{"one_stop.newest_procedures", PROCEDURE_READ " WHERE newest = 1 ORDER BY code"};
#undef PROCEDURE_READ
// Inside a text of the content every quotation mark is escaped: the flags are found as they stand. One that is not there is of a
// version from before it was kept, and was assigned.
inline constexpr Statement kProcedureRows{"one_stop.procedure_rows", R"(
    SELECT id, code, name, domain, level, for_people, for_businesses, online, is_national,
           CASE WHEN content LIKE '%"online_assigned":false%' THEN 0 ELSE 1 END,
           CASE WHEN content LIKE '%"national_assigned":false%' THEN 0 ELSE 1 END, words
      FROM procedure WHERE published = 1 AND newest = 1
     ORDER BY name, code)"};
inline constexpr Statement kNewestVersion{"one_stop.newest_procedure_version", R"(
    SELECT id FROM procedure ORDER BY id DESC LIMIT 1)"};
inline constexpr Statement kProcessesOfProcedures{"one_stop.processes_of_procedures", R"(
    SELECT code, name, process FROM procedure WHERE published = 1 AND newest = 1 ORDER BY name, code)"};
// Who may be in charge of a procedure.
inline constexpr Statement kDepartments{"one_stop.departments", R"(
    SELECT key, name FROM unit WHERE level = 'province' AND valid_to IS NULL ORDER BY name, key)"};
inline constexpr Statement kDomains{"one_stop.domains", R"(
    SELECT domain, COUNT(*) FROM procedure WHERE published = 1 AND newest = 1 GROUP BY domain ORDER BY COUNT(*) DESC, domain)"};

}  // namespace dongson::one_stop
