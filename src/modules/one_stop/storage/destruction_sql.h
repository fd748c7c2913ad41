// Every statement about rules of retention and about destroying, whole and named.
#pragma once

#include "storage/database.h"

namespace dongson::one_stop {

using storage::Statement;

#define RULE_COLUMNS \
    "id, procedure_code, domain, years, basis, set_by_name, set_at, asked_by_name, alone, ended_at, set_by, ledger_id"
inline constexpr Statement kRetentionRules{"one_stop.retention_rules", "SELECT " RULE_COLUMNS R"( FROM retention_rule
     WHERE ended_at IS NULL ORDER BY domain, procedure_code)"};
inline constexpr Statement kEveryRule{"one_stop.every_retention_rule",
                                      "SELECT " RULE_COLUMNS " FROM retention_rule ORDER BY set_at DESC, id DESC LIMIT $rows"};
#undef RULE_COLUMNS
inline constexpr Statement kEndRule{"one_stop.end_retention_rule", R"(
    UPDATE retention_rule SET ended_at = $now WHERE procedure_code = $procedure AND domain = $domain AND ended_at IS NULL)"};
inline constexpr Statement kDomainsConcerned{"one_stop.retention_concerns", R"(
    SELECT DISTINCT domain FROM procedure WHERE code = $procedure OR ($procedure = '' AND domain = $domain))"};
inline constexpr Statement kInsertRule{"one_stop.insert_retention_rule", R"(
    INSERT INTO retention_rule (id, procedure_code, domain, years, basis, set_by, set_by_name, set_at, ended_at, asked_by_name, alone,
                                ledger_id)
    VALUES ($id, $procedure, $domain, $years, $basis, $by, $by_name, $now, $ended, $asked_by, $alone, $ledger))"};

// A dossier that was destroyed has no name any more.
#define OTHER_END "CASE WHEN k.from_id = d.id THEN k.to_id ELSE k.from_id END"
#define LINKED "k.removed_at IS NULL AND (k.from_id = d.id OR k.to_id = d.id)"
// What is over has nothing to do in any inbox; a dossier that waits for its applicant is in none, and not over.
#define LINKED_TO_WORK "FROM case_link k JOIN work_item w ON w.case_id = " OTHER_END " WHERE " LINKED
#define LINKED_TO_RUNNING "FROM case_link k JOIN dossier o ON o.id = " OTHER_END " WHERE o.closed_at IS NULL AND " LINKED
#define CORRECTING "FROM personal_correction c WHERE c.reference = d.code AND c.kind = 'one_stop.dossier' AND c.state = ''"
#define PAST_DOSSIER                                                                                                                  \
    "SELECT d.id, d.code, (SELECT p.code FROM procedure p WHERE p.id = d.procedure_id), d.procedure_name, d.domain, d.closed_at, "    \
    "       (SELECT MAX(m.at) FROM (SELECT r.taken_at AS at FROM fee_receipt r WHERE r.dossier_id = d.id UNION ALL "                  \
    "                               SELECT c.decided_at FROM fee_claim c WHERE c.dossier_id = d.id AND c.state = 1) m), "             \
    "       CASE WHEN EXISTS (SELECT 1 FROM record_hold h WHERE h.dossier_id = d.id AND h.ended_at IS NULL) THEN 1 ELSE 0 END, "      \
    "       CASE WHEN EXISTS (SELECT 1 FROM destruction_dossier l JOIN destruction q ON q.id = l.destruction_id "                     \
    "                          WHERE l.dossier_id = d.id AND l.destroyed_at IS NULL AND q.decision <> 'refused') THEN 1 ELSE 0 END, " \
    "       CASE WHEN EXISTS (SELECT 1 " CORRECTING                                                                                   \
    ") THEN 1 ELSE 0 END, "                                                                                                           \
    "       COALESCE((SELECT MIN(w.reference) " LINKED_TO_WORK "), (SELECT MIN(o.code) " LINKED_TO_RUNNING                            \
    "), '') "                                                                                                                         \
    "  FROM dossier d WHERE d.closed_at IS NOT NULL AND d.person_name <> '' AND "
// Those that one rule lets go, and nothing else keeps: never the first of all that are over, behind which the due ones would be
// hidden.
inline constexpr Statement kDueDossiers{"one_stop.due_dossiers", PAST_DOSSIER R"(
    d.intake_unit_id = $unit AND d.closed_at < $before
    AND (EXISTS (SELECT 1 FROM procedure p WHERE p.id = d.procedure_id AND p.code = $procedure)
         OR ($procedure = '' AND d.domain = $domain
             AND NOT EXISTS (SELECT 1 FROM retention_rule k JOIN procedure p ON p.code = k.procedure_code
                              WHERE p.id = d.procedure_id AND k.ended_at IS NULL)))
    AND NOT EXISTS (SELECT 1 FROM fee_receipt r WHERE r.dossier_id = d.id AND r.taken_at >= $paid_before)
    AND NOT EXISTS (SELECT 1 FROM fee_claim c WHERE c.dossier_id = d.id AND c.state = 1 AND c.decided_at >= $paid_before)
    AND NOT EXISTS (SELECT 1 FROM record_hold h WHERE h.dossier_id = d.id AND h.ended_at IS NULL)
    AND NOT EXISTS (SELECT 1 FROM destruction_dossier l JOIN destruction q ON q.id = l.destruction_id
                     WHERE l.dossier_id = d.id AND l.destroyed_at IS NULL AND q.decision <> 'refused')
    AND NOT EXISTS (SELECT 1 )" CORRECTING ") AND NOT EXISTS (SELECT 1 " LINKED_TO_WORK
                                                                              ") AND NOT EXISTS (SELECT 1 " LINKED_TO_RUNNING R"()
    ORDER BY d.closed_at, d.id LIMIT $rows)"};
inline constexpr Statement kPastDossier{"one_stop.past_dossier", PAST_DOSSIER "d.code = $code"};
#undef PAST_DOSSIER
#undef CORRECTING
#undef LINKED_TO_RUNNING
#undef LINKED_TO_WORK
#undef LINKED
#undef OTHER_END
inline constexpr Statement kIntakeOf{"one_stop.intake_of", "SELECT intake_unit_id FROM dossier WHERE code = $code"};

#define HOLD_COLUMNS "h.id, d.code, h.reason, h.set_by_name, h.set_at, h.ended_by_name, h.ended_reason, h.ended_at"
inline constexpr Statement kHeld{"one_stop.held_records", "SELECT " HOLD_COLUMNS R"(
      FROM record_hold h JOIN dossier d ON d.id = h.dossier_id
     WHERE h.ended_at IS NULL AND d.intake_unit_id = $unit ORDER BY h.set_at DESC, h.id LIMIT $rows)"};
inline constexpr Statement kHoldsOfList{"one_stop.holds_of_list", "SELECT " HOLD_COLUMNS R"(
      FROM record_hold h JOIN destruction_dossier d ON d.dossier_id = h.dossier_id
     WHERE d.destruction_id = $list ORDER BY d.code, h.set_at, h.id)"};
#undef HOLD_COLUMNS
inline constexpr Statement kInsertHold{"one_stop.insert_hold", R"(
    INSERT INTO record_hold (id, dossier_id, reason, set_by_name, set_at, ended_by_name, ended_at)
    VALUES ($id, $dossier, $reason, $by, $now, '', NULL))"};
inline constexpr Statement kEndHold{"one_stop.end_hold", R"(
    UPDATE record_hold SET ended_at = $now, ended_by_name = $by, ended_reason = $reason
     WHERE id = $id AND ended_at IS NULL AND dossier_id IN (SELECT id FROM dossier WHERE intake_unit_id = $unit))"};

#define DESTRUCTION_COLUMNS                                                                                                 \
    "id, unit_id, reason, asked_by, asked_by_name, asked_at, decision, decided_by, decided_by_name, decided_at, notation, " \
    "COALESCE(file_id, 0), ledger_id"
inline constexpr Statement kInsertDestruction{"one_stop.insert_destruction", R"(
    INSERT INTO destruction (id, unit_id, reason, asked_by, asked_by_name, asked_at, decision, decided_by, decided_by_name, decided_at,
                             notation, file_id, ledger_id)
    VALUES ($id, $unit, $reason, $by, $by_name, $now, '', 0, '', NULL, '', NULL, 0))"};
inline constexpr Statement kInsertListed{"one_stop.insert_listed", R"(
    INSERT INTO destruction_dossier (destruction_id, dossier_id, code, procedure_name, closed_at, basis, destroyed_at)
    VALUES ($list, $dossier, $code, $procedure, $closed, $basis, NULL))"};
inline constexpr Statement kDestruction{"one_stop.destruction", "SELECT " DESTRUCTION_COLUMNS " FROM destruction WHERE id = $id"};
inline constexpr Statement kDestructionsOf{"one_stop.destructions_of", "SELECT " DESTRUCTION_COLUMNS R"(
      FROM destruction WHERE unit_id = $unit ORDER BY asked_at DESC, id LIMIT $rows)"};
#undef DESTRUCTION_COLUMNS
inline constexpr Statement kEveryDestruction{"one_stop.every_destruction", R"(
    SELECT id FROM destruction WHERE decision = 'granted' ORDER BY id)"};
inline constexpr Statement kListed{"one_stop.listed", R"(
    SELECT dossier_id, code, procedure_name, closed_at, basis, destroyed_at FROM destruction_dossier
     WHERE destruction_id = $list ORDER BY code)"};
inline constexpr Statement kDecideDestruction{"one_stop.decide_destruction", R"(
    UPDATE destruction
       SET decision = $decision, decided_by = $by, decided_by_name = $by_name, decided_at = $now, notation = $notation,
           file_id = $minute, ledger_id = $ledger
     WHERE id = $id AND decision = '')"};

inline constexpr Statement kGrantedAfter{"one_stop.granted_destructions", R"(
    SELECT l.destruction_id, l.dossier_id, l.code
      FROM destruction_dossier l JOIN destruction q ON q.id = l.destruction_id
     WHERE l.destroyed_at IS NULL AND q.decision = 'granted' AND l.code > $after
       AND NOT EXISTS (SELECT 1 FROM record_hold h WHERE h.dossier_id = l.dossier_id AND h.ended_at IS NULL)
       AND NOT EXISTS (SELECT 1 FROM case_link k JOIN work_item w ON w.case_id = k.from_id
                        WHERE k.to_id = l.dossier_id AND k.removed_at IS NULL)
       AND NOT EXISTS (SELECT 1 FROM personal_correction c
                        WHERE c.reference = l.code AND c.kind = 'one_stop.dossier' AND c.state = '')
     ORDER BY l.code LIMIT $rows)"};
inline constexpr Statement kGoneBy{"one_stop.gone_by", R"(
    SELECT q.notation, l.destroyed_at
      FROM destruction_dossier l JOIN destruction q ON q.id = l.destruction_id
     WHERE l.code = $code AND l.destroyed_at IS NOT NULL)"};
inline constexpr Statement kEntriesOfCase{"one_stop.entries_of_case", R"(
    SELECT ledger_id FROM case_happening WHERE case_id = $dossier AND ledger_id <> 0 ORDER BY id)"};
inline constexpr Statement kNoteEntry{"one_stop.note_destroyed_entry", R"(
    INSERT INTO destroyed_entry (ledger_id, dossier_id) VALUES ($entry, $dossier) ON CONFLICT (ledger_id) DO NOTHING)"};
inline constexpr Statement kDestroyedEntries{"one_stop.destroyed_entries", R"(
    SELECT ledger_id FROM destroyed_entry WHERE dossier_id = $dossier ORDER BY ledger_id)"};
inline constexpr Statement kIsDestroyed{"one_stop.is_destroyed", R"(
    UPDATE destruction_dossier SET destroyed_at = $now WHERE destruction_id = $list AND dossier_id = $dossier)"};

// What stays of a dossier is what figures and reports count: which procedure, where, when, how it ended. No word of a person.
inline constexpr Statement kEmptyDossier{"one_stop.empty_dossier", R"(
    UPDATE dossier
       SET version = version + 1, account_id = 0, person_name = '', person_number = '', person_address = '', person_phone = '',
           person_email = '', summary = '', answers = '{}', delivery_address = '', result_text = '', result_file_id = 0, beside = 0
     WHERE id = $dossier)"};
inline constexpr Statement kEmptyHappenings{"one_stop.empty_happenings", R"(
    UPDATE case_happening SET actor_name = '', reason = '', reason_salt = '', on_behalf_of = '', on_behalf_by = ''
     WHERE case_id = $dossier)"};
inline constexpr Statement kEmptyRating{"one_stop.empty_rating", "UPDATE rating SET remark = '' WHERE dossier_id = $dossier"};
// The sums stay, of what was taken and of what was let off: the lists they stand on were closed.
inline constexpr Statement kEmptyReceipts{"one_stop.empty_receipts",
                                          "UPDATE fee_receipt SET payer = '', reference = '' WHERE dossier_id = $dossier"};
inline constexpr Statement kEmptyReversals{"one_stop.empty_reversals", R"(
    UPDATE fee_reversal SET reason = '', decision = ''
     WHERE receipt_id IN (SELECT id FROM fee_receipt WHERE dossier_id = $dossier))"};
inline constexpr Statement kEmptyReliefs{"one_stop.empty_reliefs", R"(
    UPDATE fee_claim SET claimed_by = 0, claimed_name = '', file_id = 0, reason = '' WHERE dossier_id = $dossier)"};
inline constexpr Statement kGoesWithDossier[] = {
    {"one_stop.destroy_claims", "DELETE FROM fee_claim WHERE dossier_id = $dossier AND state <> 1"},
    {"one_stop.destroy_sent", "DELETE FROM case_happening_file WHERE case_id = $dossier"},
    {"one_stop.destroy_consultations", "DELETE FROM consultation WHERE case_id = $dossier"},
    {"one_stop.destroy_readers", "DELETE FROM case_reader WHERE case_id = $dossier"},
    {"one_stop.destroy_links", "DELETE FROM case_link WHERE from_id = $dossier OR to_id = $dossier"},
    {"one_stop.destroy_papers", "DELETE FROM dossier_paper WHERE dossier_id = $dossier"},
    {"one_stop.destroy_issued", "DELETE FROM issued_paper WHERE dossier_id = $dossier"},
    {"one_stop.destroy_components", "DELETE FROM dossier_component WHERE dossier_id = $dossier"},
    {"one_stop.destroy_asked", "DELETE FROM asked_component WHERE dossier_id = $dossier"},
    {"one_stop.destroy_mandate", "DELETE FROM mandate WHERE dossier_id = $dossier"},
    {"one_stop.destroy_together", "DELETE FROM co_applicant WHERE dossier_id = $dossier"},
    {"one_stop.destroy_words", "DELETE FROM dossier_words WHERE dossier_id = $dossier"}};
// By its code: drafts it came from, what was told of it, who looked.
inline constexpr Statement kGoesWithCode[] = {{"one_stop.destroy_draft", "DELETE FROM draft WHERE dossier_code = $code"},
                                              {"one_stop.destroy_notices", "DELETE FROM notice WHERE reference = $code"},
                                              {"one_stop.destroy_views", "DELETE FROM record_view WHERE reference = $code"}};

}  // namespace dongson::one_stop
