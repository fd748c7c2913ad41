// Every statement about alerts.
#pragma once

#include "storage/database.h"

namespace dongson::soc {

using storage::Statement;

#define ALERT_COLUMNS \
    "id, rule_id, title, level, score, entity_kind, entity, source_number, unit_id, first_at, last_at, raised_at, events, state, case_id, assignee_id, reason, version"
inline constexpr Statement kInsertAlert{"soc.insert_alert", "INSERT INTO soc_alert (" ALERT_COLUMNS R"(, changed_at)
    VALUES ($id, $rule, $title, $level, $score, $kind, $entity, $source, $unit, $first, $last, $raised, $events, $state, $case, $assignee, $reason, 1, $now))"};
inline constexpr Statement kGrowAlert{"soc.grow_alert", R"(
    UPDATE soc_alert SET first_at = $first, last_at = $last, events = $events, score = $score, version = version + 1, changed_at = $now
     WHERE id = $id)"};
inline constexpr Statement kLastByRule{"soc.last_by_rule", "SELECT rule_id, MAX(last_at) FROM soc_alert GROUP BY rule_id"};
inline constexpr Statement kDecideAlert{"soc.decide_alert", R"(
    UPDATE soc_alert SET state = $state, case_id = $case, assignee_id = $assignee, reason = $reason, version = $version + 1, changed_at = $now
     WHERE id = $id AND version = $version)"};
inline constexpr Statement kAlert{"soc.alert", "SELECT " ALERT_COLUMNS " FROM soc_alert WHERE id = $id"};
// To be added to: one that nobody has decided yet.
inline constexpr Statement kOpenAlert{"soc.open_alert", "SELECT " ALERT_COLUMNS R"( FROM soc_alert
     WHERE rule_id = $rule AND entity = $entity AND entity_kind = $kind AND state <= 2 ORDER BY raised_at DESC LIMIT 1)"};
inline constexpr Statement kAlertQueue{"soc.alert_queue", "SELECT " ALERT_COLUMNS R"( FROM soc_alert
     WHERE state >= $from AND state <= $until AND level >= $level AND (rule_id = $rule OR $rule = '') AND (entity = $entity OR $entity = '')
     ORDER BY score DESC, last_at DESC, id LIMIT $rows OFFSET $skip)"};
// What a console shows of the open ones: what is critical stands before what weighs more because of where it happened.
inline constexpr Statement kWorstAlerts{"soc.worst_alerts", "SELECT " ALERT_COLUMNS R"( FROM soc_alert
     WHERE state <= 1 ORDER BY level DESC, score DESC, last_at DESC, id LIMIT $rows)"};
inline constexpr Statement kCountAlerts{"soc.count_alerts", R"(
    SELECT COUNT(*) FROM soc_alert
     WHERE state >= $from AND state <= $until AND level >= $level AND (rule_id = $rule OR $rule = '') AND (entity = $entity OR $entity = ''))"};
inline constexpr Statement kAlertsByLevel{"soc.alerts_by_level", R"(
    SELECT level, COUNT(*) FROM soc_alert WHERE state <= 1 GROUP BY level)"};
inline constexpr Statement kAlertsByUnit{"soc.alerts_by_unit", R"(
    SELECT unit_id, COUNT(*) FROM soc_alert WHERE state <= 1 GROUP BY unit_id)"};
inline constexpr Statement kFreshAlerts{"soc.fresh_alerts", "SELECT " ALERT_COLUMNS R"( FROM soc_alert
     WHERE state = 0 AND score >= $score AND raised_at >= $since ORDER BY score DESC, raised_at, id LIMIT $rows)"};
inline constexpr Statement kAlertsOfCase{"soc.alerts_of_case", "SELECT " ALERT_COLUMNS R"( FROM soc_alert
     WHERE case_id = $case ORDER BY first_at, id)"};
inline constexpr Statement kNewestAlerts{"soc.newest_alerts", "SELECT " ALERT_COLUMNS R"( FROM soc_alert
     WHERE changed_at > $since ORDER BY changed_at DESC, id LIMIT $rows)"};
#undef ALERT_COLUMNS

inline constexpr Statement kAddAlertEvent{"soc.add_alert_event", R"(
    INSERT INTO soc_alert_event (alert_id, event_key, at, excerpt) VALUES ($alert, $key, $at, $excerpt) ON CONFLICT (alert_id, event_key) DO NOTHING)"};
inline constexpr Statement kEventsOfAlert{"soc.alert_events", R"(
    SELECT event_key, at, excerpt FROM soc_alert_event WHERE alert_id = $alert ORDER BY at, event_key LIMIT 200)"};
inline constexpr Statement kCountAlertEvents{"soc.count_alert_events",
                                             "SELECT COUNT(*) FROM soc_alert_event WHERE alert_id = $alert"};

}  // namespace dongson::soc
