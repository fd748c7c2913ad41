// The public, tamper-evident log: what was entered cannot be taken out, changed or backdated without everybody seeing it.
#pragma once

#include <atomic>
#include <condition_variable>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "core/refusal.h"
#include "core/time.h"
#include "platform/ledger/note.h"
#include "platform/ledger/static_files.h"
#include "platform/ledger/tree.h"
#include "storage/database.h"

namespace dongson::ledger {

class Ledger {
  public:
    // `folder` keeps the key and the newest checkpoint ever signed, outside the database: a restored backup cannot undo that.
    Ledger(storage::Database& database, const Clock& clock, const std::string& folder, std::string origin);
    ~Ledger();
    Ledger(const Ledger&) = delete;
    Ledger& operator=(const Ledger&) = delete;

    // Enters something inside the caller's transaction; returns its id, which the caller keeps to ask for the proof later.
    std::int64_t Append(storage::Transaction& tx, std::string_view content);

    // Places what is waiting, at most `most`, and signs. Returns how many were placed. Only the holder of the lease does
    // anything.
    int Sequence(int most = 4096);
    // Sequences in the background until stopped; an appended entry is placed within a second.
    void Start();
    void Stop();

    // The signed checkpoint; a fresh log signs an empty tree.
    std::string CheckpointNote();
    // A tile as far as `width` goes; nothing when it is not filled that far.
    std::optional<std::string> Tile(int level, std::int64_t number, std::int64_t width);
    // The file of a tile, when this program wrote it: immutable, to be handed out as it is.
    std::optional<std::string> TileFile(int level, std::int64_t number, std::int64_t width) const {
        return files_.FindTile(level, number, width);
    }
    // The proof file of an entry; nothing while it waits for its place.
    std::optional<std::string> ProofOf(std::int64_t id);
    std::string Verifier() const { return key_.Verifier(); }
    const std::string& origin() const { return key_.name(); }

  private:
    std::string ReadTile(storage::Transaction& tx, const TileKey& key);
    bool RefusesToShrink(std::int64_t size) const;
    void RememberSigned(std::int64_t size, const std::string& note) const;
    void WriteFiles(std::int64_t size, const std::map<TileKey, std::string>& tiles, const std::string& note) const;
    void Run();

    storage::Database& database_;
    const Clock& clock_;
    std::string folder_, holder_;
    SigningKey key_;
    StaticFiles files_;
    std::mutex mutex_;
    std::condition_variable wake_;
    bool stopping_ = false, waiting_ = false;
    std::atomic<bool> holds_lease_ = false;
    std::thread thread_;
};

}  // namespace dongson::ledger
