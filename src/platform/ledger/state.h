// What the database knows of its ledger: read by the ledger itself, and by mending.
#pragma once

#include <optional>
#include <string>

#include "core/bytes.h"
#include "core/time.h"
#include "platform/ledger/storage/ledger_sql.h"
#include "platform/ledger/tree.h"

namespace dongson::ledger {

// How the entry begins by which the log says that it was mended.
inline constexpr std::string_view kMendEntry = "su-kien: ledger-mend\n";

struct State {
    std::int64_t size = 0;
    std::string verifier, folder, stopped;
};
inline State ReadState(storage::Transaction& tx) {
    return tx
        .SelectOne(kState, {},
                   [](storage::Row& row) {
                       State state{.size = row.Next<std::int64_t>()};
                       state.verifier = row.Next<std::string>();
                       state.folder = row.Next<std::string>();
                       state.stopped = row.Next<std::string>();
                       return state;
                   })
        .value();
}

struct StoredCheckpoint {
    std::int64_t size = 0;
    std::string note;
    Instant at;
    std::int64_t cosigners = 0;
};
inline std::optional<StoredCheckpoint> FindCheckpoint(storage::Transaction& tx, const storage::Statement& which) {
    return tx.SelectOne(which, {}, [](storage::Row& row) {
        StoredCheckpoint checkpoint{.size = row.Next<std::int64_t>()};
        checkpoint.note = row.Next<std::string>();
        checkpoint.at = Instant{row.Next<std::int64_t>()};
        checkpoint.cosigners = row.Next<std::int64_t>();
        return checkpoint;
    });
}

inline std::string FindTile(storage::Transaction& tx, const TileKey& key) {
    return tx.SelectOne(kTile, {{"level", key.first}, {"number", key.second}}, [](storage::Row& row) { return row.NextBytes(); })
        .value_or("");
}

// The first `width` hashes of a tile, or entries of a tile of entries; nothing when it holds fewer.
std::optional<std::string> TilePrefix(std::string tile, int level, std::int64_t width);

}  // namespace dongson::ledger
