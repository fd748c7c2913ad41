// Statements of the report: a unit's dossiers one by one, and sums of all of them (migration 0091).
#pragma once

#include "storage/database.h"

namespace dongson::one_stop {

using storage::Statement;

#define PASSAGE                                                                                                                            \
    "SELECT d.id, d.code, p.code, d.procedure_name, d.domain, d.person_name, d.process, d.state, d.process_edition_id, d.intake_unit_id, " \
    "d.holder_unit_id, d.assignee_id, CASE WHEN d.channel = 2 THEN 1 ELSE 0 END, CASE WHEN d.allowed_amount <> 0 THEN 1 ELSE 0 "           \
    "END, d.due_at, d.step_due_at, d.received_at, d.finished_at, d.closed_at "                                                             \
    "  FROM dossier d JOIN procedure p ON p.id = d.procedure_id "
// Received in the period; received before it and brought to a result since it began; received before it and without a result
// then. Each is a range of one index.
#define ON_HAND(columns)                                                                                                 \
    "SELECT " columns                                                                                                    \
    " FROM dossier WHERE intake_unit_id = $unit AND received_at >= $from AND received_at < $until "                      \
    "UNION ALL SELECT " columns                                                                                          \
    " FROM dossier WHERE intake_unit_id = $unit AND finished_at >= $from AND received_at < $from "                       \
    "UNION ALL SELECT " columns                                                                                          \
    " FROM dossier WHERE intake_unit_id = $unit AND finished_at IS NULL AND closed_at >= $from AND received_at < $from " \
    "UNION ALL SELECT " columns                                                                                          \
    " FROM dossier WHERE intake_unit_id = $unit AND finished_at IS NULL AND closed_at IS NULL AND received_at < $from "
inline constexpr Statement kPassages{"one_stop.passages",
                                     PASSAGE " WHERE d.id IN (" ON_HAND("id") ") ORDER BY d.received_at, d.id"};
inline constexpr Statement kRefusedPassages{"one_stop.refused_passages", PASSAGE R"(
     WHERE d.intake_unit_id = $unit AND d.finished_at IS NULL AND d.closed_at >= $from AND d.closed_at < $until
       AND d.received_at IS NULL AND d.state = 'refused'
     ORDER BY d.closed_at, d.id)"};
// What happened to those on hand that led from one step to another, or gave it to somebody.
inline constexpr Statement kStepsOfPassages{"one_stop.steps_of_passages", R"(
    SELECT e.case_id, e.at, e.from_state, e.to_state, e.actor_id, e.actor_name, e.actor_unit_id
      FROM case_happening e
     WHERE e.case_id IN ()" ON_HAND("id") R"()
     ORDER BY e.case_id, e.id)"};
#undef ON_HAND
#undef PASSAGE

// Everything before a day: whole months from the sums of months, the days of the last from the sums of days, what waits to be
// added, and of those that are being worked on the ones overdue at a moment.
#define FLOWS_BEFORE(part, unit, of_unit, domain)                                       \
    "SELECT unit_id, domain, flow, SUM(dossiers) "                                      \
    "  FROM (SELECT unit_id, domain, flow, dossiers FROM flow_sum "                     \
    "         WHERE part = '" part                                                      \
    "' AND span = 'month' AND since < $month "                                          \
    "         UNION ALL "                                                               \
    "        SELECT unit_id, domain, flow, dossiers FROM flow_sum "                     \
    "         WHERE part = '" part                                                      \
    "' AND span = 'day' AND since >= $first AND since < $day "                          \
    "         UNION ALL "                                                               \
    "        SELECT " unit ", " domain                                                  \
    ", flow, dossiers FROM flow_change WHERE day < $day "                               \
    "         UNION ALL "                                                               \
    "        SELECT " of_unit ", " domain                                               \
    ", 'bat-dau-qua-han', 1 FROM dossier "                                              \
    "         WHERE finished_at IS NULL AND closed_at IS NULL AND allowed_amount <> 0 " \
    "           AND received_at < $moment AND due_at < $moment) AS counted "            \
    " GROUP BY unit_id, domain, flow"
inline constexpr Statement kFlowsOfUnits{"one_stop.flows_of_units", FLOWS_BEFORE("unit", "unit_id", "intake_unit_id", "''")};
inline constexpr Statement kFlowsOfDomains{"one_stop.flows_of_domains", FLOWS_BEFORE("domain", "0", "0", "domain")};
#undef FLOWS_BEFORE
inline constexpr Statement kFlowChanges{"one_stop.flow_changes", R"(
    SELECT id, unit_id, domain, day, month, flow, dossiers FROM flow_change ORDER BY id LIMIT $rows)"};
inline constexpr Statement kForgetFlowChange{"one_stop.forget_flow_change", "DELETE FROM flow_change WHERE id = $id"};
inline constexpr Statement kAddToFlow{"one_stop.add_to_flow", R"(
    INSERT INTO flow_sum (part, span, since, unit_id, domain, flow, dossiers)
    VALUES ($part, $span, $since, $unit, $domain, $flow, $dossiers)
    ON CONFLICT (part, span, since, unit_id, domain, flow) DO UPDATE SET dossiers = flow_sum.dossiers + excluded.dossiers)"};
// Where the sums are not those of the dossiers.
#define HELD(part, span, since, unit, domain)                                                                           \
    "SELECT '" part "' AS part, '" span "' AS span, " since " AS since, " unit " AS unit_id, " domain                   \
    " AS domain, flow, dossiers FROM flow_change UNION ALL SELECT '" part "', '" span "', " since ", " unit ", " domain \
    ", flow, -1 FROM dossier_flow UNION ALL "
inline constexpr Statement kFlowsAstray{"one_stop.flows_astray", "SELECT unit_id, span, since, domain, flow, SUM(dossiers) FROM ("
    HELD("unit", "day", "day", "unit_id", "''") HELD("unit", "month", "month", "unit_id", "''")
    HELD("domain", "day", "day", "0", "domain") HELD("domain", "month", "month", "0", "domain")
    "SELECT part, span, since, unit_id, domain, flow, dossiers FROM flow_sum) AS held "
    "GROUP BY part, span, since, unit_id, domain, flow HAVING SUM(dossiers) <> 0 "
    "ORDER BY since, unit_id, domain, flow LIMIT $rows"};
#undef HELD

}  // namespace dongson::one_stop
