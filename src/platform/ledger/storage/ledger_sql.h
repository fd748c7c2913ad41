#pragma once

#include "storage/database.h"

namespace dongson::ledger {

using storage::Statement;

inline constexpr Statement kAppend{"ledger.append", R"(
    INSERT INTO ledger_entry (id, content, salt, entry, position) VALUES ($id, $content, $salt, $entry, NULL))"};
inline constexpr Statement kWaiting{"ledger.waiting", R"(
    SELECT id, entry FROM ledger_entry WHERE position IS NULL ORDER BY id LIMIT $rows)"};
inline constexpr Statement kPlace{"ledger.place", R"(
    UPDATE ledger_entry SET position = $position WHERE id = $id AND position IS NULL)"};
inline constexpr Statement kTile{"ledger.tile", R"(
    SELECT content FROM ledger_tile WHERE level = $level AND number = $number)"};
inline constexpr Statement kSaveTile{"ledger.save_tile", R"(
    INSERT INTO ledger_tile (level, number, content) VALUES ($level, $number, $content)
    ON CONFLICT (level, number) DO UPDATE SET content = $content)"};
inline constexpr Statement kNewestCheckpoint{"ledger.newest_checkpoint", R"(
    SELECT size, note FROM ledger_checkpoint ORDER BY size DESC LIMIT 1)"};
inline constexpr Statement kSaveCheckpoint{"ledger.save_checkpoint", R"(
    INSERT INTO ledger_checkpoint (size, note, signed_at) VALUES ($size, $note, $now))"};
inline constexpr Statement kDropOldCheckpoints{"ledger.drop_old_checkpoints", R"(
    DELETE FROM ledger_checkpoint WHERE size < $size)"};
inline constexpr Statement kEntry{"ledger.entry", R"(
    SELECT content, salt, entry, position FROM ledger_entry WHERE id = $id)"};
inline constexpr Statement kTakeLease{"ledger.take_lease", R"(
    INSERT INTO lease (name, holder, until) VALUES ($name, $holder, $until)
    ON CONFLICT (name) DO UPDATE SET holder = $holder, until = $until
     WHERE lease.holder = $holder OR lease.until < $now)"};

inline constexpr Statement kGiveLeaseBack{"ledger.give_lease_back", R"(
    UPDATE lease SET until = 0 WHERE name = $name AND holder = $holder)"};

}  // namespace dongson::ledger
