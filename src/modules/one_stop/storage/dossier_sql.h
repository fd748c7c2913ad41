// Every statement about dossiers, whole and named.
#pragma once

#include "platform/sealing/sealing.h"
#include "storage/database.h"

namespace dongson::one_stop {

using storage::Statement;

#define DOSSIER_COLUMNS                                                                                                             \
    "id, code, version, procedure_id, procedure_name, domain, process, state, state_before, account_id, person_kind, "              \
    "person_name, person_number, "                                                                                                  \
    "person_address, person_phone, person_email, channel, helping_unit_id, intake_unit_id, competent_unit_id, department_unit_id, " \
    "holder_unit_id, holder_role, "                                                                                                 \
    "assignee_id, allowed_amount, allowed_unit, clock, due_at, step_due_at, submitted_at, received_at, finished_at, closed_at, "    \
    "summary, answers, "                                                                                                            \
    "delivery, delivery_address, fee_amount, fee_paid_at, register_number, result_number, result_text, result_file_id, "            \
    "form_edition_id, process_edition_id, beside"
// The code is the procedure's: what a dossier says of itself in the ledger names it.
#define DOSSIER_READ DOSSIER_COLUMNS ", (SELECT code FROM procedure WHERE id = procedure_id)"

inline constexpr Statement kInsertDossier{"one_stop.insert_dossier", "INSERT INTO dossier (" DOSSIER_COLUMNS R"(, cell_key)
    VALUES ($id, $code, $version, $procedure, $procedure_name, $domain, $process, $state, $state_before, $account, $person_kind, $person_name, $person_number,
            $person_address, $person_phone, $person_email, $channel, $helper, $intake, $competent, $department, $holder, $holder_role,
            $assignee, $allowed_amount, $allowed_unit, $clock, $due, $step_due, $submitted, $received, $finished, $closed, $summary, $answers,
            $delivery, $delivery_address, $fee, $fee_paid, $register_number, $result_number, $result_text, $result_file,
            $form, $process_edition, $beside, $cell_key))"};

// Only what an event may change; the version says whether someone else was faster.
inline constexpr Statement kUpdateDossier{"one_stop.update_dossier", R"(
    UPDATE dossier
       SET version = version + 1, state = $state, state_before = $state_before, holder_unit_id = $holder, holder_role = $holder_role, assignee_id = $assignee,
           clock = $clock, due_at = $due, step_due_at = $step_due, received_at = $received, finished_at = $finished, closed_at = $closed, answers = $answers,
           allowed_amount = $allowed_amount, allowed_unit = $allowed_unit, fee_amount = $fee, fee_paid_at = $fee_paid,
           register_number = $register_number, result_number = $result_number, result_text = $result_text, result_file_id = $result_file,
           process_edition_id = $process_edition
     WHERE id = $id AND version = $version)"};

inline constexpr Statement kDossierByCode{"one_stop.dossier_by_code", "SELECT " DOSSIER_READ " FROM dossier WHERE code = $code"};
// Whoever tracks is told the procedure's name; its code is left where it is.
inline constexpr Statement kDossierToTrack{"one_stop.dossier_to_track",
                                           "SELECT " DOSSIER_COLUMNS ", '' FROM dossier WHERE code = $code"};
// Nothing of it changes and nothing happens to it without one of these.
inline constexpr Statement kDossierMark{"one_stop.dossier_mark", R"(
    SELECT id, version, COALESCE((SELECT MAX(h.id) FROM case_happening h WHERE h.case_id = dossier.id), 0)
      FROM dossier WHERE code = $code)"};
inline constexpr Statement kLockDossier{"one_stop.lock_dossier", "SELECT " DOSSIER_READ " FROM dossier WHERE code = $code",
                                        "SELECT " DOSSIER_READ " FROM dossier WHERE code = $code FOR UPDATE"};
inline constexpr Statement kPromised{"one_stop.promised", "SELECT " DOSSIER_READ R"( FROM dossier
     WHERE closed_at IS NULL AND finished_at IS NULL AND code > $after ORDER BY dossier.code LIMIT $rows)"};
inline constexpr Statement kDossiersOfAccount{"one_stop.dossiers_of_account", "SELECT " DOSSIER_READ R"( FROM dossier
     WHERE id IN (SELECT mine.id FROM (SELECT id FROM dossier WHERE account_id = $account
                                        ORDER BY submitted_at DESC, id DESC LIMIT $rows) mine
                  UNION ALL
                  SELECT m.dossier_id FROM mandate m
                   WHERE m.account_id = $account AND m.ended_at IS NULL AND m.from_day <= $today AND m.until_day >= $today
                  UNION ALL
                  SELECT c.dossier_id FROM co_applicant c WHERE c.account_id = $account AND c.dossier_id <> 0)
     ORDER BY submitted_at DESC, id DESC LIMIT $rows)"};
// Whose number stands there was seen: at the counter where it was handed in, or when its account was proven. Who only typed a
// number online is nobody's neighbour; nor is whoever had it typed for them by another.
#define NUMBER_SEEN "(channel = 1 OR (beside = 0 AND EXISTS (SELECT 1 FROM account a WHERE a.id = account_id AND a.proof > 0)))"
// The newest of a person's dossiers that a unit may read: what it knows of them. What another said for them is not theirs.
inline constexpr Statement kNewestOfNumber{"one_stop.newest_of_number", "SELECT " DOSSIER_READ R"( FROM dossier d
     WHERE person_number IN )" SEALED_AS("number") " AND beside = 0 AND " NUMBER_SEEN R"( AND
           EXISTS (SELECT 1 FROM case_reader r WHERE r.case_id = d.id AND r.unit_id = $unit)
     ORDER BY submitted_at DESC LIMIT 1)"};
// A person's dossiers of one procedure, in any of its versions, that are not over and that a unit may read.
inline constexpr Statement kOpenAlike{"one_stop.open_alike", "SELECT " DOSSIER_READ R"( FROM dossier d
     WHERE person_number IN )" SEALED_AS("number") " AND closed_at IS NULL AND " NUMBER_SEEN
                                                   R"( AND procedure_id IN (SELECT id FROM procedure WHERE code = $procedure) AND
           EXISTS (SELECT 1 FROM case_reader r WHERE r.case_id = d.id AND r.unit_id = $unit)
     ORDER BY submitted_at DESC LIMIT $rows)"};
#undef NUMBER_SEEN
// What a unit took in most since a day and could take in today, by the procedure's code.
inline constexpr Statement kOftenTaken{"one_stop.often_taken", R"(
    SELECT p.code, COUNT(*) AS times FROM dossier d JOIN procedure p ON p.id = d.procedure_id
     WHERE d.intake_unit_id = $unit AND d.submitted_at >= $since
     GROUP BY p.code
    HAVING EXISTS (SELECT 1 FROM procedure n WHERE n.code = p.code AND n.newest = 1 AND n.published = 1)
     ORDER BY times DESC, p.code LIMIT $rows)"};
inline constexpr Statement kWalkInsOfNumber{
    "one_stop.walk_ins_of_number", "SELECT code FROM dossier WHERE person_number IN " SEALED_AS("number") " AND account_id = 0"};
inline constexpr Statement kClaimWalkIns{
    "one_stop.claim_walk_ins",
    "UPDATE dossier SET account_id = $account WHERE person_number IN " SEALED_AS("number") " AND account_id = 0"};
// What a received dossier counts as: one of the words of FigureSlug, as the sums of figure_sql.h count it, so that the figures
// and the rows behind each number agree. Without a promised day there is neither on time nor late; one that stands still is open.
#define FIGURE_OF_RECEIVED                                                                                \
    "CASE WHEN finished_at IS NULL AND closed_at IS NOT NULL AND state = 'withdrawn' THEN 'rut' "         \
    "     WHEN finished_at IS NULL AND closed_at IS NOT NULL THEN 'dung' "                                \
    "     WHEN allowed_amount = 0 OR (finished_at IS NOT NULL AND due_at >= $never) THEN 'khong-co-han' " \
    "     WHEN finished_at <= due_at THEN 'dung-han' "                                                    \
    "     WHEN finished_at > due_at THEN 'tre-han' "                                                      \
    "     WHEN due_at >= $now THEN 'dang-giai-quyet' "                                                    \
    "     ELSE 'qua-han' END"
inline constexpr Statement kRegister{"one_stop.register", "SELECT " DOSSIER_READ R"( FROM dossier
     WHERE intake_unit_id = $unit AND received_at >= $from AND received_at < $until
       AND ($kind = 'tiep-nhan' OR ($kind = 'truc-tuyen' AND channel = 2) OR $kind = )" FIGURE_OF_RECEIVED R"()
       AND ($domain = '' OR domain = $domain)
     ORDER BY received_at, id LIMIT $rows)"};
inline constexpr Statement kFindDossiers{"one_stop.find_dossiers", "SELECT " DOSSIER_READ R"( FROM dossier
     WHERE id IN (SELECT r.case_id FROM case_reader r JOIN dossier_words w ON w.dossier_id = r.case_id
                   WHERE r.unit_id = $unit
                     AND (w.words LIKE $word_1 OR w.words LIKE $mark_1) AND (w.words LIKE $word_2 OR w.words LIKE $mark_2)
                     AND (w.words LIKE $word_3 OR w.words LIKE $mark_3) AND (w.words LIKE $word_4 OR w.words LIKE $mark_4)
                     AND (w.words LIKE $word_5 OR w.words LIKE $mark_5) AND (w.words LIKE $word_6 OR w.words LIKE $mark_6))
       AND submitted_at >= $from AND submitted_at < $until
     ORDER BY id DESC LIMIT $rows)"};
inline constexpr Statement kDossiersWithoutWords{"one_stop.dossiers_without_words", "SELECT " DOSSIER_READ R"( FROM dossier
     WHERE id IN (SELECT dossier_id FROM dossier_words WHERE words = '' ORDER BY dossier_id LIMIT $rows))"};
inline constexpr Statement kRefused{"one_stop.refused", "SELECT " DOSSIER_READ R"( FROM dossier
     WHERE intake_unit_id = $unit AND received_at IS NULL AND closed_at >= $from AND closed_at < $until AND state = 'refused'
       AND ($domain = '' OR domain = $domain)
     ORDER BY closed_at, id LIMIT $rows)"};
#undef FIGURE_OF_RECEIVED
// Of one process, whatever the edition: those that are not over in the order of their codes, and those that ended lately.
inline constexpr Statement kOpenOfProcess{"one_stop.open_of_process", "SELECT " DOSSIER_READ R"( FROM dossier
     WHERE process = $process AND closed_at IS NULL AND code > $after ORDER BY dossier.code LIMIT $rows)"};
inline constexpr Statement kEndedOfProcess{"one_stop.ended_of_process", "SELECT " DOSSIER_READ R"( FROM dossier
     WHERE process = $process AND closed_at >= $since ORDER BY closed_at DESC, id DESC LIMIT $rows)"};
#undef DOSSIER_READ
#undef DOSSIER_COLUMNS
// For proving that none is stranded: those alike in what decides it stand for each other.
inline constexpr Statement kLiveAlike{"one_stop.live_alike", R"(
    SELECT MIN(code), process, process_edition_id, state, state_before, intake_unit_id, competent_unit_id, department_unit_id,
           holder_unit_id, holder_role, COUNT(*)
      FROM dossier
     WHERE closed_at IS NULL
     GROUP BY process, process_edition_id, state, state_before, intake_unit_id, competent_unit_id, department_unit_id,
              holder_unit_id, holder_role
     ORDER BY 1)"};
inline constexpr Statement kOpenOfProcedure{"one_stop.open_of_procedure", R"(
    SELECT COUNT(*)
      FROM dossier d JOIN procedure p ON p.id = d.procedure_id
     WHERE p.code = $code AND d.closed_at IS NULL)"};
inline constexpr Statement kLiveWithoutWork{"one_stop.live_without_work", R"(
    SELECT COALESCE(MIN(d.code), ''), COUNT(*)
      FROM dossier d
     WHERE d.closed_at IS NULL
       AND NOT EXISTS (SELECT 1 FROM work_item w WHERE w.case_id = d.id AND w.module = 'one_stop' AND w.slot = 'main'))"};
inline constexpr Statement kOpenOpinions{"one_stop.open_opinions", R"(
    SELECT d.code, o.unit_id
      FROM consultation o JOIN dossier d ON d.id = o.case_id
     WHERE o.answered_at IS NULL AND d.closed_at IS NULL
     ORDER BY o.id)"};

inline constexpr Statement kCalendarCountedBy{"one_stop.calendar_counted_by", "SELECT days FROM calendar_counted_by"};
inline constexpr Statement kCountedBy{"one_stop.counted_by", R"(
    INSERT INTO calendar_counted_by (id, days) VALUES (1, $days) ON CONFLICT (id) DO UPDATE SET days = excluded.days)"};

inline constexpr Statement kInsertWords{"one_stop.insert_words", R"(
    INSERT INTO dossier_words (dossier_id, words)
    SELECT CAST($dossier AS BIGINT), CAST($words AS TEXT) || ' ' || REPLACE(code, '.', '') FROM procedure WHERE id = $procedure
    ON CONFLICT (dossier_id) DO UPDATE SET words = excluded.words)"};

inline constexpr Statement kInsertPaper{"one_stop.insert_paper", R"(
    INSERT INTO dossier_paper (dossier_id, file_id, component, round, added_at) VALUES ($dossier, $file, $component, $round, $now))"};
inline constexpr Statement kPapers{"one_stop.papers", R"(
    SELECT p.file_id, p.component, p.round, f.name, f.type, f.digest, f.size, p.added_at
      FROM dossier_paper p JOIN file f ON f.id = p.file_id WHERE p.dossier_id = $dossier ORDER BY p.round, p.component, p.file_id)"};

inline constexpr Statement kInsertRating{"one_stop.insert_rating", R"(
    INSERT INTO rating (dossier_id, answers, remark, at) VALUES ($dossier, $answers, $remark, $now) ON CONFLICT (dossier_id) DO NOTHING)"};
inline constexpr Statement kRated{"one_stop.rated", "SELECT COUNT(*) FROM rating WHERE dossier_id = $dossier"};

inline constexpr Statement kInsertDraft{"one_stop.insert_draft", R"(
    INSERT INTO draft (id, account_id, procedure_id, unit_id, answers, done, changed_at, dossier_code, form_edition_id)
    VALUES ($id, $account, $procedure, $unit, $answers, $done, $now, NULL, $form))"};
inline constexpr Statement kUpdateDraft{"one_stop.update_draft", R"(
    UPDATE draft
       SET procedure_id = $procedure, unit_id = $unit, answers = $answers, done = $done, changed_at = $now, form_edition_id = $form
     WHERE id = $id AND dossier_code IS NULL)"};
inline constexpr Statement kDraft{"one_stop.draft", R"(
    SELECT id, account_id, procedure_id, unit_id, answers, done, changed_at, dossier_code, form_edition_id FROM draft WHERE id = $id)"};
inline constexpr Statement kLockDraft{"one_stop.lock_draft", R"(
    SELECT id, account_id, procedure_id, unit_id, answers, done, changed_at, dossier_code, form_edition_id FROM draft WHERE id = $id)",
                                      R"(
    SELECT id, account_id, procedure_id, unit_id, answers, done, changed_at, dossier_code, form_edition_id
      FROM draft WHERE id = $id FOR UPDATE)"};
inline constexpr Statement kDraftsOf{"one_stop.drafts_of", R"(
    SELECT d.id, p.name, p.code, d.changed_at FROM draft d JOIN procedure p ON p.id = d.procedure_id
     WHERE d.account_id = $account AND d.dossier_code IS NULL ORDER BY d.changed_at DESC LIMIT 50)"};
inline constexpr Statement kDraftsOfProcedure{"one_stop.drafts_of_procedure", R"(
    SELECT d.id, d.account_id, d.procedure_id, d.unit_id, d.answers, d.done, d.changed_at, d.dossier_code, d.form_edition_id
      FROM draft d JOIN procedure p ON p.id = d.procedure_id
     WHERE p.code = $code AND d.dossier_code IS NULL)"};
inline constexpr Statement kFinishDraft{"one_stop.finish_draft", "UPDATE draft SET dossier_code = $code WHERE id = $id"};
inline constexpr Statement kDeleteDraft{"one_stop.delete_draft",
                                        "DELETE FROM draft WHERE id = $id AND account_id = $account AND dossier_code IS NULL"};
// Handed in or not: what was handed in stands in its dossier.
inline constexpr Statement kUntouchedDrafts{"one_stop.untouched_drafts", R"(
    SELECT d.account_id, p.name FROM draft d JOIN procedure p ON p.id = d.procedure_id
     WHERE d.changed_at < $before AND d.dossier_code IS NULL)"};
inline constexpr Statement kForgetDrafts{"one_stop.forget_drafts", "DELETE FROM draft WHERE changed_at < $before"};
inline constexpr Statement kForgetInvited{"one_stop.forget_invited", R"(
    DELETE FROM co_applicant WHERE dossier_id = 0 AND draft_id NOT IN (SELECT id FROM draft))"};
inline constexpr Statement kAddDraftPaper{
    "one_stop.add_draft_paper", "INSERT INTO draft_paper (draft_id, file_id, component) VALUES ($draft, $file, $component)"};
inline constexpr Statement kMoveDraftPaper{"one_stop.move_draft_paper", R"(
    UPDATE draft_paper SET component = $component WHERE draft_id = $draft AND file_id = $file)"};
inline constexpr Statement kRemoveDraftPaper{"one_stop.remove_draft_paper",
                                             "DELETE FROM draft_paper WHERE draft_id = $draft AND file_id = $file"};
inline constexpr Statement kDraftPapers{"one_stop.draft_papers", R"(
    SELECT p.file_id, p.component, 0, f.name, f.type, f.digest, f.size, f.added_at
      FROM draft_paper p JOIN file f ON f.id = p.file_id WHERE p.draft_id = $draft ORDER BY p.component, p.file_id)"};

// What a unit's specialists work on, dossiers and tasks, the nearest deadline first: all of it, or what lies with one of them (0:
// with nobody).
inline constexpr Statement kWorkOfSpecialists{"one_stop.work_of_specialists", R"(
    SELECT d.code, d.version, d.procedure_name, d.person_name, w.assignee_id, w.nearest_at, 0 AS is_task, w.case_id
      FROM work_item w JOIN dossier d ON d.id = w.case_id
     WHERE w.unit_id = $unit AND w.capability = 'one_stop.examine' AND w.module = 'one_stop' AND w.slot = 'main'
       AND ($everybody = 1 OR w.assignee_id = $assignee)
    UNION ALL
    SELECT t.code, t.version, t.title, t.giver_name, w.assignee_id, w.nearest_at, 1, w.case_id
      FROM work_item w JOIN task t ON t.id = w.case_id
     WHERE w.unit_id = $unit AND w.capability = 'tasks.do' AND w.module = 'tasks' AND w.slot = 'main'
       AND ($everybody = 1 OR w.assignee_id = $assignee)
     ORDER BY 6, 8
     LIMIT $rows)"};
inline constexpr Statement kSpecialistsWithWork{"one_stop.specialists_with_work", R"(
    SELECT assignee_id, COUNT(*)
      FROM work_item
     WHERE unit_id = $unit AND slot = 'main'
       AND ((capability = 'one_stop.examine' AND module = 'one_stop') OR (capability = 'tasks.do' AND module = 'tasks'))
     GROUP BY assignee_id
     ORDER BY COUNT(*) DESC, assignee_id)"};

}  // namespace dongson::one_stop
