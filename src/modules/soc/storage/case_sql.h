// Every statement about cases, their timelines and tasks, and what shifts hand over.
#pragma once

#include "storage/database.h"

namespace dongson::soc {

using storage::Statement;

#define CASE_COLUMNS \
    "id, code, title, category, grade, state, unit_id, lead_id, detected_at, opened_at, noticed_at, reported_at, closed_at, personal_data, cause, scope, remedy, lessons, version"
inline constexpr Statement kInsertCase{"soc.insert_case", "INSERT INTO soc_case (" CASE_COLUMNS R"(, changed_at)
    VALUES ($id, $code, $title, $category, $grade, $state, $unit, $lead, $detected, $opened, $noticed, $reported, $closed, $personal, $cause, $scope, $remedy, $lessons, 1, $now))"};
inline constexpr Statement kUpdateCase{"soc.update_case", R"(
    UPDATE soc_case SET title = $title, category = $category, grade = $grade, state = $state, unit_id = $unit, lead_id = $lead,
           detected_at = $detected, noticed_at = $noticed, reported_at = $reported, closed_at = $closed, personal_data = $personal,
           cause = $cause, scope = $scope, remedy = $remedy, lessons = $lessons, changed_at = $now, version = $version + 1
     WHERE id = $id AND version = $version)"};
inline constexpr Statement kCaseByCode{"soc.case_by_code", "SELECT " CASE_COLUMNS " FROM soc_case WHERE code = $code"};
inline constexpr Statement kCase{"soc.case", "SELECT " CASE_COLUMNS " FROM soc_case WHERE id = $id"};
inline constexpr Statement kOpenCases{"soc.open_cases", "SELECT " CASE_COLUMNS R"( FROM soc_case
     WHERE state < 3 ORDER BY grade DESC, detected_at, id LIMIT 500)"};
inline constexpr Statement kClosedCases{"soc.closed_cases", "SELECT " CASE_COLUMNS R"( FROM soc_case
     WHERE state = 3 ORDER BY detected_at DESC, id LIMIT 500)"};
inline constexpr Statement kEveryCase{"soc.every_case", "SELECT " CASE_COLUMNS " FROM soc_case ORDER BY id"};
#undef CASE_COLUMNS

inline constexpr Statement kInsertCaseEntry{"soc.insert_case_entry", R"(
    INSERT INTO soc_case_entry (id, case_id, at, account_id, kind, text, event_key, digest)
    VALUES ($id, $case, $at, $account, $kind, $text, $event, $digest))"};
inline constexpr Statement kCaseEntries{"soc.case_entries", R"(
    SELECT id, case_id, at, account_id, kind, text, event_key, digest FROM soc_case_entry WHERE case_id = $case ORDER BY at, id)"};
inline constexpr Statement kInsertCaseTask{"soc.insert_case_task", R"(
    INSERT INTO soc_case_task (id, case_id, place, text, done_at, done_by) VALUES ($id, $case, $place, $text, NULL, 0))"};
inline constexpr Statement kDoCaseTask{"soc.do_case_task", R"(
    UPDATE soc_case_task SET done_at = $now, done_by = $account WHERE id = $id AND case_id = $case AND done_at IS NULL)"};
inline constexpr Statement kCaseTasks{"soc.case_tasks", R"(
    SELECT id, text, done_at, done_by FROM soc_case_task WHERE case_id = $case ORDER BY place, id)"};

inline constexpr Statement kInsertHandover{"soc.insert_handover", R"(
    INSERT INTO soc_handover (id, at, account_id, text, taken_at, taken_by) VALUES ($id, $at, $account, $text, NULL, 0))"};
inline constexpr Statement kTakeHandover{"soc.take_handover", R"(
    UPDATE soc_handover SET taken_at = $now, taken_by = $account WHERE id = $id AND taken_at IS NULL AND account_id <> $account)"};
inline constexpr Statement kHandovers{"soc.handovers", R"(
    SELECT id, at, account_id, text, taken_at, taken_by FROM soc_handover ORDER BY at DESC, id LIMIT 50)"};

}  // namespace dongson::soc
