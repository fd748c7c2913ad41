// Every statement about complaints and feedback, whole and named.
#pragma once

#include "storage/database.h"

namespace dongson::complaints {

using storage::Statement;

#define COMPLAINT_COLUMNS                                                                                                \
    "id, code, version, process, state, state_before, holder_unit_id, holder_role, assignee_id, due_at, step_due_at, "   \
    "closed_at, about, about_code, named, about_unit_id, handler_unit_id, round, former_id, former_code, filer_id, "     \
    "person_name, person_number, person_address, person_phone, person_email, said, wish, known_on, on_paper, remote, "   \
    "complicated, filed_at, accepted_at, outcome, result, proposed_by, reason_key, decision, signer, decision_file_id, " \
    "may_publish, shown_question, shown_answer, shown_by, shown_at, salt, cell_key, overran"
#define COMPLAINT_READ "SELECT " COMPLAINT_COLUMNS " FROM complaint "

inline constexpr Statement kInsert{"complaints.insert", "INSERT INTO complaint (" COMPLAINT_COLUMNS R"()
    VALUES ($id, $code, $version, $process, $state, $state_before, $holder, $holder_role, $assignee, $due, $step_due, $closed,
            $about, $about_code, $named, $about_unit, $handler, $round, $former, $former_code, $filer, $name, $number, $address,
            $phone, $email, $said, $wish, $known, $on_paper, $remote, $complicated, $filed, $accepted, $outcome, $result,
            $proposed_by, $reason_key, $decision, $signer, $decision_file, $may_publish, $shown_question, $shown_answer,
            $shown_by, $shown, $salt, $cell_key, $overran))"};
// Only what an act may change; the version says whether someone else was faster.
inline constexpr Statement kUpdate{"complaints.update", R"(
    UPDATE complaint
       SET version = version + 1, state = $state, state_before = $state_before, holder_unit_id = $holder, holder_role = $holder_role,
           assignee_id = $assignee, due_at = $due, step_due_at = $step_due, closed_at = $closed, handler_unit_id = $handler,
           remote = $remote, complicated = $complicated, accepted_at = $accepted, outcome = $outcome, result = $result,
           proposed_by = $proposed_by, reason_key = $reason_key, decision = $decision, signer = $signer,
           decision_file_id = $decision_file, shown_question = $shown_question, shown_answer = $shown_answer,
           shown_by = $shown_by, shown_at = $shown, overran = $overran
     WHERE id = $id AND version = $version)"};
inline constexpr Statement kByCode{"complaints.by_code", COMPLAINT_READ "WHERE code = $code"};
inline constexpr Statement kLock{"complaints.lock", COMPLAINT_READ "WHERE code = $code",
                                 COMPLAINT_READ "WHERE code = $code FOR UPDATE"};
inline constexpr Statement kOfUnit{"complaints.of_unit", COMPLAINT_READ R"(
     WHERE handler_unit_id = $unit AND (CAST($kind AS TEXT) = '' OR process = $kind)
       AND ($open = 2 OR ($open = 1 AND closed_at IS NULL) OR ($open = 0 AND closed_at IS NOT NULL))
       AND ($late = 0 OR overran = 1 OR COALESCE(closed_at, CAST($now AS BIGINT)) > due_at)
       AND filed_at >= $from AND filed_at < $until
     ORDER BY filed_at DESC, id DESC LIMIT $rows)"};
inline constexpr Statement kOfFiler{"complaints.of_filer",
                                    COMPLAINT_READ "WHERE filer_id = $filer ORDER BY filed_at DESC, id DESC LIMIT $rows"};
inline constexpr Statement kOpenOfFiler{"complaints.open_of_filer",
                                        "SELECT COUNT(*) FROM complaint WHERE filer_id = $filer AND closed_at IS NULL"};
inline constexpr Statement kShown{"complaints.shown",
                                  COMPLAINT_READ "WHERE shown_at IS NOT NULL ORDER BY shown_at DESC, id DESC LIMIT $rows"};
inline constexpr Statement kAgainOf{"complaints.again_of", "SELECT code FROM complaint WHERE former_id = $former LIMIT 1"};
inline constexpr Statement kEvery{"complaints.every", "SELECT code FROM complaint ORDER BY code"};
inline constexpr Statement kOpen{"complaints.open", "SELECT code FROM complaint WHERE closed_at IS NULL ORDER BY code"};
// Withdrawn ones are nobody's success and nobody's fault: they count as filed alone.
inline constexpr Statement kCount{"complaints.count", R"(
    SELECT handler_unit_id, process, COUNT(*),
           SUM(CASE WHEN closed_at IS NULL THEN 1 ELSE 0 END),
           SUM(CASE WHEN closed_at IS NOT NULL AND state <> 'withdrawn' THEN 1 ELSE 0 END),
           SUM(CASE WHEN closed_at IS NOT NULL AND state <> 'withdrawn' AND closed_at <= due_at AND overran = 0 THEN 1 ELSE 0 END),
           SUM(CASE WHEN closed_at IS NULL AND due_at < $now THEN 1 ELSE 0 END),
           SUM(CASE WHEN outcome IN ('justified', 'partly') AND closed_at IS NOT NULL THEN 1 ELSE 0 END)
      FROM complaint WHERE filed_at >= $from AND filed_at < $until
     GROUP BY handler_unit_id, process ORDER BY handler_unit_id, process)"};
// The same for everybody, of those that were decided or answered: each number with the sum of the keys of those it counts.
inline constexpr Statement kCountForPublic{"complaints.count_for_public", R"(
    SELECT process, COUNT(*), SUM(cell_key),
           SUM(CASE WHEN state IN ('decided', 'answered') THEN 1 ELSE 0 END),
           SUM(CASE WHEN state IN ('decided', 'answered') THEN cell_key ELSE 0 END),
           SUM(CASE WHEN state IN ('decided', 'answered') AND closed_at <= due_at AND overran = 0 THEN 1 ELSE 0 END),
           SUM(CASE WHEN state IN ('decided', 'answered') AND closed_at <= due_at AND overran = 0 THEN cell_key ELSE 0 END)
      FROM complaint WHERE filed_at >= $from AND filed_at < $until GROUP BY process ORDER BY process)"};
#undef COMPLAINT_READ
#undef COMPLAINT_COLUMNS

}  // namespace dongson::complaints
