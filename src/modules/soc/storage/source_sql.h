// Every statement about sources, their counts, and how far what was found is told.
#pragma once

#include "storage/database.h"

namespace dongson::soc {

using storage::Statement;

#define SOURCE_COLUMNS \
    "id, number, name, source_group, unit_id, recognition, mark, parser, retention, per_second, value, silent_minutes, enabled, created_at, version"
inline constexpr Statement kInsertSource{"soc.insert_source", "INSERT INTO soc_source (" SOURCE_COLUMNS R"()
    VALUES ($id, $number, $name, $group, $unit, $recognition, $mark, $parser, $retention, $per_second, $value, $silent, $enabled, $created, 1))"};
inline constexpr Statement kUpdateSource{"soc.update_source", R"(
    UPDATE soc_source SET name = $name, source_group = $group, unit_id = $unit, mark = $mark, parser = $parser, retention = $retention,
           per_second = $per_second, value = $value, silent_minutes = $silent, enabled = $enabled, version = $version + 1
     WHERE id = $id AND version = $version)"};
inline constexpr Statement kSources{"soc.sources", "SELECT " SOURCE_COLUMNS " FROM soc_source ORDER BY name, id"};
inline constexpr Statement kSource{"soc.source", "SELECT " SOURCE_COLUMNS " FROM soc_source WHERE id = $id"};
inline constexpr Statement kLastSourceNumber{"soc.last_source_number", "SELECT COALESCE(MAX(number), 0) FROM soc_source"};
#undef SOURCE_COLUMNS

inline constexpr Statement kAddCount{"soc.add_count", R"(
    INSERT INTO soc_count (source_number, day, reason, events, bytes) VALUES ($source, $day, $reason, $events, $bytes)
        ON CONFLICT (source_number, day, reason)
        DO UPDATE SET events = soc_count.events + excluded.events, bytes = soc_count.bytes + excluded.bytes)"};
inline constexpr Statement kCountsSince{"soc.counts_since", R"(
    SELECT source_number, reason, SUM(events), SUM(bytes) FROM soc_count WHERE day >= $day GROUP BY source_number, reason)"};
inline constexpr Statement kAddVolume{"soc.add_volume", R"(
    INSERT INTO soc_volume (source_number, hour, events) VALUES ($source, $hour, $events)
        ON CONFLICT (source_number, hour) DO UPDATE SET events = soc_volume.events + excluded.events)"};
inline constexpr Statement kVolumes{"soc.volumes", R"(
    SELECT source_number, hour, events FROM soc_volume WHERE hour >= $from ORDER BY source_number, hour)"};
inline constexpr Statement kForgetVolumes{"soc.forget_volumes", "DELETE FROM soc_volume WHERE hour < $before"};
inline constexpr Statement kSee{"soc.see", R"(
    INSERT INTO soc_seen (source_number, product, category, service, day) VALUES ($source, $product, $category, $service, $day)
        ON CONFLICT (source_number, product, category, service) DO UPDATE SET day = excluded.day)"};
inline constexpr Statement kSeen{"soc.seen", R"(
    SELECT source_number, product, category, service FROM soc_seen WHERE day >= $day
     ORDER BY source_number, product, category, service)"};
inline constexpr Statement kSaveTold{"soc.save_told", R"(
    INSERT INTO soc_told (stream, number, settled_at) VALUES ($stream, $number, $settled)
        ON CONFLICT (stream) DO UPDATE SET number = excluded.number, settled_at = excluded.settled_at)"};
inline constexpr Statement kInsertAnchor{"soc.insert_anchor", R"(
    INSERT INTO soc_anchor (stream, number, digest, ledger_id, anchored_at) VALUES ($stream, $number, $digest, $ledger, $now))"};
inline constexpr Statement kLastAnchor{"soc.last_anchor",
                                       "SELECT COALESCE(MAX(number), 0) FROM soc_anchor WHERE stream = $stream"};
inline constexpr Statement kAnchors{"soc.anchors",
                                    "SELECT stream, number, digest, ledger_id FROM soc_anchor ORDER BY stream, number"};
inline constexpr Statement kTold{"soc.told", "SELECT stream, number, settled_at FROM soc_told"};

}  // namespace dongson::soc
