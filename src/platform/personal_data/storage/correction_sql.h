// Every statement about corrections, whole and named.
#pragma once

#include "storage/database.h"

namespace dongson::personal_data {

using storage::Statement;

#define CORRECTION_COLUMNS                                                                                                 \
    "id, account_id, kind, reference, field, label, value_before, value_after, reason, file_id, unit_id, salt, asked_at, " \
    "due_at, state, answer, decided_by, decided_by_name, decided_at, asked_entry, decided_entry"
inline constexpr Statement kInsertCorrection{"personal_data.insert_correction", R"(
    INSERT INTO personal_correction (id, account_id, kind, reference, field, label, value_before, value_after, reason, file_id, unit_id,
                                     salt, asked_at, due_at, state, answer, decided_by, decided_by_name, decided_at, asked_entry,
                                     decided_entry)
    VALUES ($id, $account, $kind, $reference, $field, $label, $before, $after, $reason, $proof, $unit,
            $salt, $asked, $due, '', '', 0, '', NULL, $entry, 0))"};
inline constexpr Statement kDecideCorrection{"personal_data.decide_correction", R"(
    UPDATE personal_correction
       SET state = $state, answer = $answer, decided_by = $by, decided_by_name = $by_name, decided_at = $now, decided_entry = $entry
     WHERE id = $id AND state = '')"};
inline constexpr Statement kCorrection{"personal_data.correction",
                                       "SELECT " CORRECTION_COLUMNS " FROM personal_correction WHERE id = $id"};
inline constexpr Statement kCorrectionsOfAccount{"personal_data.corrections_of_account", "SELECT " CORRECTION_COLUMNS R"(
      FROM personal_correction WHERE account_id = $account ORDER BY asked_at DESC, id DESC LIMIT $rows)"};
inline constexpr Statement kCorrectionsWaiting{"personal_data.corrections_waiting", "SELECT " CORRECTION_COLUMNS R"(
      FROM personal_correction WHERE state = '' AND unit_id = $unit ORDER BY due_at, id LIMIT $rows)"};
inline constexpr Statement kCorrectionsDecided{"personal_data.corrections_decided", "SELECT " CORRECTION_COLUMNS R"(
      FROM personal_correction WHERE state IN ('granted', 'refused') AND unit_id = $unit ORDER BY decided_at DESC, id LIMIT $rows)"};
inline constexpr Statement kCorrectionsOfReference{"personal_data.corrections_of_reference", "SELECT " CORRECTION_COLUMNS R"(
      FROM personal_correction WHERE kind = $kind AND reference = $reference ORDER BY id)"};
inline constexpr Statement kEveryCorrection{"personal_data.every_correction", "SELECT " CORRECTION_COLUMNS R"(
      FROM personal_correction ORDER BY id)"};
#undef CORRECTION_COLUMNS
inline constexpr Statement kSetPerson{"personal_data.set_person", "UPDATE account SET name = $name, born = $born WHERE id = $id"};
inline constexpr Statement kForgetCorrections{"personal_data.forget_corrections", R"(
    DELETE FROM personal_correction WHERE kind = $kind AND reference = $reference)"};

}  // namespace dongson::personal_data
