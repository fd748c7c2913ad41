#pragma once

#include "storage/database.h"

namespace dongson::ledger {

using storage::Statement;

// Nothing while the ledger is stopped: no row then.
inline constexpr Statement kAppend{"ledger.append", R"(
    INSERT INTO ledger_entry (id, content, salt, entry, position)
    SELECT $id, $content, $salt, $entry, NULL FROM ledger_state WHERE id = 1 AND stopped = '')"};
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
    SELECT size, note, signed_at, cosigners FROM ledger_checkpoint ORDER BY size DESC LIMIT 1)"};
inline constexpr Statement kNewestCosigned{"ledger.newest_cosigned", R"(
    SELECT size, note, signed_at, cosigners FROM ledger_checkpoint WHERE cosigners > 0 ORDER BY size DESC LIMIT 1)"};
inline constexpr Statement kSaveCheckpoint{"ledger.save_checkpoint", R"(
    INSERT INTO ledger_checkpoint (size, note, signed_at, cosigners) VALUES ($size, $note, $now, 0)
    ON CONFLICT (size) DO NOTHING)"};
inline constexpr Statement kSaveCosigned{"ledger.save_cosigned", R"(
    INSERT INTO ledger_checkpoint (size, note, signed_at, cosigners) VALUES ($size, $note, $now, $cosigners)
    ON CONFLICT (size) DO UPDATE SET note = $note, cosigners = $cosigners)"};
inline constexpr Statement kDropOldCheckpoints{"ledger.drop_old_checkpoints", R"(
    DELETE FROM ledger_checkpoint
     WHERE size < $size AND (cosigners = 0 OR size < (SELECT MAX(size) FROM ledger_checkpoint WHERE cosigners > 0)))"};
inline constexpr Statement kDropCheckpointsBeyond{"ledger.drop_checkpoints_beyond",
                                                  "DELETE FROM ledger_checkpoint WHERE size > $size"};
inline constexpr Statement kState{"ledger.state", "SELECT size, verifier, folder, stopped FROM ledger_state WHERE id = 1"};
inline constexpr Statement kSaveSize{"ledger.save_size", "UPDATE ledger_state SET size = $size WHERE id = 1"};
inline constexpr Statement kClaim{"ledger.claim", R"(
    UPDATE ledger_state SET verifier = $verifier, folder = $folder WHERE id = 1 AND verifier = '')"};
inline constexpr Statement kTakeOver{"ledger.take_over",
                                     "UPDATE ledger_state SET verifier = $verifier, folder = $folder WHERE id = 1"};
inline constexpr Statement kSaveStopped{"ledger.save_stopped",
                                        "UPDATE ledger_state SET stopped = $stopped WHERE id = 1 AND stopped <> $stopped"};
inline constexpr Statement kOldestWaiting{"ledger.oldest_waiting",
                                          "SELECT COALESCE(MIN(id), 0) FROM ledger_entry WHERE position IS NULL"};
// What mending moves: entries that a forked tree placed wait again; one that the signed tree has takes its place there.
inline constexpr Statement kUnplaceFrom{"ledger.unplace_from",
                                        "UPDATE ledger_entry SET position = NULL WHERE position >= $position"};
inline constexpr Statement kPlaceByEntry{"ledger.place_by_entry", R"(
    UPDATE ledger_entry SET position = $position WHERE entry = $entry AND position IS NULL)"};
inline constexpr Statement kDropTilesFrom{"ledger.drop_tiles_from",
                                          "DELETE FROM ledger_tile WHERE level = $level AND number >= $number"};
inline constexpr Statement kCheckpointsUntil{"ledger.checkpoints_until",
                                             "UPDATE ledger_checkpoint SET signed_at = $now WHERE signed_at > $now"};
inline constexpr Statement kSaveLost{"ledger.save_lost", R"(
    INSERT INTO ledger_lost (position, entry, signed_after, signed_until, mended_at)
    VALUES ($position, $entry, $after, $until, $now) ON CONFLICT (position) DO NOTHING)"};
inline constexpr Statement kLost{"ledger.lost", R"(
    SELECT position, signed_after, signed_until, mended_at FROM ledger_lost ORDER BY position)"};
inline constexpr Statement kEveryEntry{"ledger.every_entry",
                                       "SELECT id, content, salt, entry, position FROM ledger_entry ORDER BY id"};
inline constexpr Statement kEntry{"ledger.entry", R"(
    SELECT content, salt, entry, position FROM ledger_entry WHERE id = $id)"};
// A lease that ends later than any can was taken under a wrong clock.
inline constexpr Statement kTakeLease{"ledger.take_lease", R"(
    INSERT INTO lease (name, holder, until) VALUES ($name, $holder, $until)
    ON CONFLICT (name) DO UPDATE SET holder = $holder, until = $until
     WHERE lease.holder = $holder OR lease.until < $now OR lease.until > $latest)"};
inline constexpr Statement kGiveLeaseBack{"ledger.give_lease_back", R"(
    UPDATE lease SET until = 0 WHERE name = $name AND holder = $holder)"};

}  // namespace dongson::ledger
