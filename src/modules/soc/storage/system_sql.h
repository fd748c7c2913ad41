// Every statement about information systems and their services.
#pragma once

#include "storage/database.h"

namespace dongson::soc {

using storage::Statement;

#define SYSTEM_COLUMNS "id, name, purpose, unit_id, level, approval_number, approved_on, networks, retired, created_at, version"
inline constexpr Statement kInsertSystem{"soc.insert_system", "INSERT INTO soc_system (" SYSTEM_COLUMNS R"()
    VALUES ($id, $name, $purpose, $unit, $level, $number, $approved, $networks, $retired, $now, 1))"};
inline constexpr Statement kUpdateSystem{"soc.update_system", R"(
    UPDATE soc_system SET name = $name, purpose = $purpose, unit_id = $unit, level = $level, approval_number = $number,
           approved_on = $approved, networks = $networks, retired = $retired, version = $version + 1
     WHERE id = $id AND version = $version)"};
inline constexpr Statement kSystems{"soc.systems",
                                    "SELECT " SYSTEM_COLUMNS " FROM soc_system ORDER BY retired, level DESC, name, id"};
inline constexpr Statement kSystem{"soc.system", "SELECT " SYSTEM_COLUMNS " FROM soc_system WHERE id = $id"};
#undef SYSTEM_COLUMNS

inline constexpr Statement kInsertEvidence{"soc.insert_layer_evidence", R"(
    INSERT INTO soc_layer_evidence (id, system_id, layer, met, evidence, account_id, at)
    VALUES ($id, $system, $layer, $met, $evidence, $account, $now))"};
inline constexpr Statement kNewestEvidence{"soc.newest_layer_evidence", R"(
    SELECT id, system_id, layer, met, evidence, account_id, at FROM soc_layer_evidence
     WHERE id IN (SELECT MAX(id) FROM soc_layer_evidence GROUP BY system_id, layer) ORDER BY system_id, layer)"};

#define PROBE_COLUMNS "id, system_id, kind, target, seconds, enabled, state, since, detail"
inline constexpr Statement kInsertProbe{"soc.insert_probe", "INSERT INTO soc_probe (" PROBE_COLUMNS R"()
    VALUES ($id, $system, $kind, $target, $seconds, $enabled, $state, $since, $detail)
        ON CONFLICT (system_id, kind, target) DO UPDATE SET seconds = excluded.seconds, enabled = excluded.enabled)"};
inline constexpr Statement kProbes{"soc.probes", "SELECT " PROBE_COLUMNS " FROM soc_probe ORDER BY system_id, target, kind"};
inline constexpr Statement kProbesInUse{"soc.probes_in_use", "SELECT " PROBE_COLUMNS R"( FROM soc_probe
     WHERE enabled = $yes AND system_id NOT IN (SELECT id FROM soc_system WHERE retired = $yes) ORDER BY system_id, target, kind)"};
#undef PROBE_COLUMNS
inline constexpr Statement kDeleteProbe{"soc.delete_probe", "DELETE FROM soc_probe WHERE id = $id"};
inline constexpr Statement kProbeTold{"soc.probe_told",
                                      "UPDATE soc_probe SET state = $state, since = $since, detail = $detail WHERE id = $id"};
inline constexpr Statement kInsertProbeChange{"soc.insert_probe_change", R"(
    INSERT INTO soc_probe_change (id, probe_id, at, state, detail) VALUES ($id, $probe, $at, $state, $detail))"};
inline constexpr Statement kProbeChanges{"soc.probe_changes", R"(
    SELECT probe_id, at, state, detail FROM soc_probe_change WHERE probe_id = $probe ORDER BY at DESC, id DESC LIMIT $rows)"};
inline constexpr Statement kAddProbeHour{"soc.add_probe_hour", R"(
    INSERT INTO soc_probe_hour (probe_id, hour, tries, failures, milliseconds) VALUES ($probe, $hour, 1, $failures, $milliseconds)
        ON CONFLICT (probe_id, hour) DO UPDATE SET tries = soc_probe_hour.tries + 1, failures = soc_probe_hour.failures + excluded.failures,
                                                   milliseconds = soc_probe_hour.milliseconds + excluded.milliseconds)"};
inline constexpr Statement kProbeHours{"soc.probe_hours", R"(
    SELECT probe_id, hour, tries, failures, milliseconds FROM soc_probe_hour WHERE hour >= $from ORDER BY probe_id, hour)"};
inline constexpr Statement kForgetProbeHours{"soc.forget_probe_hours", "DELETE FROM soc_probe_hour WHERE hour < $before"};

}  // namespace dongson::soc
