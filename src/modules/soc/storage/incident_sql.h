// Every statement about an incident's own rows and its evidence. What happened to it lies where cases of every kind have it, the
// steps of its playbook where tasks do.
#pragma once

#include "storage/database.h"

namespace dongson::soc {

using storage::Statement;

#define INCIDENT_COLUMNS                                                                                                      \
    "id, code, version, process, state, state_before, holder_unit_id, holder_role, assignee_id, closed_at, title, category, " \
    "grade, personal_data, cause, scope, remedy, lessons, unit_id, detected_at, opened_at, noticed_at, reported_at"
inline constexpr Statement kInsertIncident{"soc.insert_incident", "INSERT INTO soc_incident (" INCIDENT_COLUMNS R"()
    VALUES ($id, $code, 1, $process, $state, $before, $holder, $role, $assignee, $closed, $title, $category, $grade, $personal,
            $cause, $scope, $remedy, $lessons, $unit, $detected, $opened, $noticed, $reported))"};
inline constexpr Statement kUpdateIncident{"soc.update_incident", R"(
    UPDATE soc_incident
       SET version = $version + 1, state = $state, state_before = $before, holder_unit_id = $holder, holder_role = $role,
           assignee_id = $assignee, closed_at = $closed, title = $title, category = $category, grade = $grade,
           personal_data = $personal, cause = $cause, scope = $scope, remedy = $remedy, lessons = $lessons, unit_id = $unit,
           noticed_at = $noticed, reported_at = $reported
     WHERE id = $id AND version = $version)"};
inline constexpr Statement kIncidentByCode{"soc.incident_by_code",
                                           "SELECT " INCIDENT_COLUMNS " FROM soc_incident WHERE code = $code"};
inline constexpr Statement kLockIncident{"soc.lock_incident", "SELECT " INCIDENT_COLUMNS " FROM soc_incident WHERE code = $code",
                                         "SELECT " INCIDENT_COLUMNS " FROM soc_incident WHERE code = $code FOR UPDATE"};
inline constexpr Statement kIncident{"soc.incident", "SELECT " INCIDENT_COLUMNS " FROM soc_incident WHERE id = $id"};
inline constexpr Statement kOpenIncidents{"soc.open_incidents", "SELECT " INCIDENT_COLUMNS R"( FROM soc_incident
     WHERE closed_at IS NULL ORDER BY grade DESC, detected_at, id LIMIT 500)"};
inline constexpr Statement kClosedIncidents{"soc.closed_incidents", "SELECT " INCIDENT_COLUMNS R"( FROM soc_incident
     WHERE closed_at IS NOT NULL ORDER BY detected_at DESC, id LIMIT 500)"};
inline constexpr Statement kEveryIncident{"soc.every_incident", "SELECT " INCIDENT_COLUMNS " FROM soc_incident ORDER BY id"};
#undef INCIDENT_COLUMNS

inline constexpr Statement kInsertIncidentEvidence{"soc.insert_incident_evidence", R"(
    INSERT INTO soc_evidence (case_id, happening_id, event_key, digest) VALUES ($case, $happening, $event, $digest))"};
inline constexpr Statement kEvidenceOfIncident{"soc.evidence_of_incident", R"(
    SELECT happening_id, event_key, digest FROM soc_evidence WHERE case_id = $case)"};

inline constexpr Statement kStepsWithoutHistory{"soc.steps_without_history", R"(
    SELECT code FROM task WHERE kind = 'soc.step' AND NOT EXISTS (SELECT 1 FROM case_happening h WHERE h.case_id = task.id)
     ORDER BY id)"};

}  // namespace dongson::soc
