#pragma once

#include "storage/database.h"

namespace dongson::one_stop {

using storage::Statement;

inline constexpr Statement kInsertProcedureList{"one_stop.insert_procedure_list", R"(
    INSERT INTO procedure_list (id, name, made_at, account_id, account, procedures)
    VALUES ($id, $name, $made, $account, $account_name, $procedures))"};
inline constexpr Statement kInsertDifference{"one_stop.insert_procedure_difference", R"(
    INSERT INTO procedure_difference (list_id, code, kind, name, domain, fields, text, decision, decided_at, account, edition_id)
    VALUES ($list, $code, $kind, $name, $domain, $fields, $text, '', NULL, '', 0))"};
inline constexpr Statement kProcedureLists{"one_stop.procedure_lists", R"(
    SELECT id, name, made_at, account_id, account, procedures FROM procedure_list ORDER BY id DESC LIMIT 20)"};
inline constexpr Statement kProcedureList{"one_stop.procedure_list", R"(
    SELECT id, name, made_at, account_id, account, procedures FROM procedure_list WHERE id = $id)"};
// Of a list, all of one kind and field where they are named, and of those what waits where that is asked for.
inline constexpr Statement kDifferences{"one_stop.procedure_differences", R"(
    SELECT d.list_id, d.code, d.kind, d.name, d.domain, d.fields, d.text, d.decision, d.account, d.edition_id,
           d.decided_at, d.reason, COALESCE(e.stage, '')
      FROM procedure_difference d LEFT JOIN edition e ON e.id = d.edition_id
     WHERE d.list_id = $list AND ($kind = '' OR d.kind = $kind) AND ($domain = '' OR d.domain = $domain)
       AND ($decision = '*' OR d.decision = $decision)
     ORDER BY d.kind, d.domain, d.code)"};
inline constexpr Statement kDecideDifference{"one_stop.decide_procedure_difference", R"(
    UPDATE procedure_difference SET decision = $decision, decided_at = $now, account = $account_name, edition_id = $edition,
           reason = $reason
     WHERE list_id = $list AND code = $code AND decision = '')"};
// What was left, of every list, the last first; empty: all.
#define LEFT_DIFFERENCES "procedure_difference d WHERE d.decision = 'left' AND ($code = '' OR d.code = $code)"
inline constexpr Statement kLeftDifferences{"one_stop.left_procedure_differences", R"(
    SELECT d.list_id, d.code, d.kind, d.name, d.domain, d.fields, d.text, d.decision, d.account, d.edition_id,
           d.decided_at, d.reason, ''
      FROM )" LEFT_DIFFERENCES R"(
     ORDER BY d.decided_at DESC, d.list_id DESC, d.code
     LIMIT $rows OFFSET $before)"};
inline constexpr Statement kLeftDifferencesCount{"one_stop.left_procedure_differences_count",
                                                 "SELECT COUNT(*) FROM " LEFT_DIFFERENCES};
#undef LEFT_DIFFERENCES
inline constexpr Statement kReopenDifference{"one_stop.reopen_procedure_difference", R"(
    UPDATE procedure_difference SET decision = '', decided_at = NULL, account = '', reason = ''
     WHERE list_id = $list AND code = $code AND decision = 'left')"};
// What each list said that was decided on, the last first: left, or taken and approved.
inline constexpr Statement kDecidedTexts{"one_stop.decided_procedure_texts", R"(
    SELECT d.code, d.text
      FROM procedure_difference d LEFT JOIN edition e ON e.id = d.edition_id
     WHERE d.decision = 'left' OR (d.decision = 'taken' AND e.stage = 'approved')
     ORDER BY d.list_id DESC)"};
inline constexpr Statement kDecidedText{"one_stop.decided_procedure_text", R"(
    SELECT d.text
      FROM procedure_difference d LEFT JOIN edition e ON e.id = d.edition_id
     WHERE d.code = $code AND d.list_id < $list AND (d.decision = 'left' OR (d.decision = 'taken' AND e.stage = 'approved'))
     ORDER BY d.list_id DESC LIMIT 1)"};

}  // namespace dongson::one_stop
