// Every statement about what cases of every kind have, whole and named.
#pragma once

#include "storage/database.h"

namespace dongson::workflow {

using storage::Statement;

inline constexpr Statement kInsertCase{"workflow.insert_case",
                                       "INSERT INTO work_case (id, kind, code) VALUES ($id, $kind, $code)"};

inline constexpr Statement kInsertHappening{"workflow.insert_happening", R"(
    INSERT INTO case_happening (id, case_id, at, event, label_vi, label_en, from_state, to_state, actor_id, actor_name,
        actor_unit_id, to_unit_id, reason, reason_salt, due_at, form, ledger_id, delegation_id, on_behalf_of, on_behalf_by)
    VALUES ($id, $case, $at, $event, $label_vi, $label_en, $from, $to, $actor, $actor_name, $actor_unit, $to_unit,
        $reason, $salt, $due, $form, $ledger, $delegation, $on_behalf_of, $on_behalf_by))"};
inline constexpr Statement kHappenings{"workflow.happenings", R"(
    SELECT id, at, event, label_vi, label_en, from_state, to_state, actor_id, actor_name, actor_unit_id, to_unit_id, reason,
        due_at, form, ledger_id, reason_salt, delegation_id, on_behalf_of, on_behalf_by
      FROM case_happening WHERE case_id = $case ORDER BY id)"};
inline constexpr Statement kHappened{"workflow.happened", R"(
    SELECT event, COUNT(*) FROM case_happening WHERE case_id = $case GROUP BY event)"};

inline constexpr Statement kInsertFileOfHappening{"workflow.insert_file_of_happening", R"(
    INSERT INTO case_happening_file (case_id, happening_id, file_id) VALUES ($case, $happening, $file)
    ON CONFLICT (case_id, happening_id, file_id) DO NOTHING)"};
inline constexpr Statement kFilesOfHappenings{"workflow.files_of_happenings", R"(
    SELECT h.happening_id, h.file_id, -1, 0, f.name, f.type, f.digest, f.size, f.added_at
      FROM case_happening_file h JOIN file f ON f.id = h.file_id WHERE h.case_id = $case ORDER BY h.happening_id, h.file_id)"};

// What the applicant wrote since the office last did.
inline constexpr Statement kUnansweredReplies{"workflow.unanswered_replies", R"(
    SELECT COUNT(*) FROM case_happening
     WHERE case_id = $case AND event = $reply
       AND id > COALESCE((SELECT MAX(id) FROM case_happening WHERE case_id = $case AND event = $message), 0))"};

inline constexpr Statement kInsertConsultation{"workflow.insert_consultation", R"(
    INSERT INTO consultation (id, case_id, unit_id, question, asked_at, due_at, answer, answered_at, answered_by, asked_in,
        answered_in, dropped)
    VALUES ($id, $case, $unit, $question, $asked, $due, '', NULL, '', $asked_in, 0, 0))"};
inline constexpr Statement kConsultations{"workflow.consultations", R"(
    SELECT id, unit_id, question, asked_at, due_at, answer, answered_at, answered_by, asked_in, answered_in, dropped
      FROM consultation WHERE case_id = $case ORDER BY id)"};
inline constexpr Statement kEndConsultation{"workflow.end_consultation", R"(
    UPDATE consultation SET answer = $answer, answered_at = $now, answered_by = $by, answered_in = $in, dropped = $dropped
     WHERE id = $id AND answered_at IS NULL)"};

inline constexpr Statement kAddReader{"workflow.add_reader", R"(
    INSERT INTO case_reader (case_id, unit_id) VALUES ($case, $unit) ON CONFLICT (case_id, unit_id) DO NOTHING)"};
inline constexpr Statement kReaders{"workflow.readers", "SELECT unit_id FROM case_reader WHERE case_id = $case"};

inline constexpr Statement kCaseOfCode{"workflow.case_of_code", "SELECT kind, id FROM work_case WHERE code = $code"};
inline constexpr Statement kCodeOfCase{"workflow.code_of_case", "SELECT code FROM work_case WHERE id = $case"};

inline constexpr Statement kInsertLink{"workflow.insert_link", R"(
    INSERT INTO case_link (id, from_kind, from_id, to_kind, to_id, relation, note, account_id, account, at, removed_at)
    VALUES ($id, $from_kind, $from, $to_kind, $to, $relation, $note, $account, $by, $at, NULL))"};
inline constexpr Statement kLinksOf{"workflow.links_of", R"(
    SELECT id, from_kind, from_id, to_kind, to_id, relation, note, account_id, account, at
      FROM case_link
     WHERE removed_at IS NULL AND ((from_id = $id AND from_kind = $kind) OR (to_id = $id AND to_kind = $kind))
     ORDER BY id)"};
inline constexpr Statement kRemoveLink{"workflow.remove_link", R"(
    UPDATE case_link SET removed_at = $now WHERE id = $id AND removed_at IS NULL)"};

}  // namespace dongson::workflow
