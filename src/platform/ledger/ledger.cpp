#include "platform/ledger/ledger.h"

#include <fcntl.h>
#include <unistd.h>

#include <charconv>
#include <filesystem>
#include <fstream>

#include "core/ids.h"
#include "core/log.h"
#include "platform/ledger/storage/ledger_sql.h"

namespace dongson::ledger {

using storage::Blob;
using storage::Row;
using storage::Transaction;

namespace {

struct Signed {
    std::int64_t size = 0;
    std::string note;
};

std::optional<Signed> NewestSigned(Transaction& tx) {
    return tx.SelectOne(kNewestCheckpoint, {}, [](Row& row) {
        const auto size = row.Next<std::int64_t>();
        return Signed{size, row.Next<std::string>()};
    });
}

}  // namespace

Ledger::Ledger(storage::Database& database, const Clock& clock, const std::string& folder, std::string origin)
    : database_(database),
      clock_(clock),
      folder_(folder),
      holder_(Hex(RandomBytes(8))),
      key_((std::filesystem::create_directories(folder), SigningKey::Load(folder + "/key", std::move(origin)))),
      files_(folder + "/static") {}

Ledger::~Ledger() {
    Stop();
}

std::int64_t Ledger::Append(Transaction& tx, std::string_view content) {
    const auto id = FreshId();
    const auto salt = RandomBytes(16);
    tx.Run(kAppend, {{"id", id}, {"content", content}, {"salt", Blob{salt}}, {"entry", Blob{EntryOf(salt, content)}}});
    tx.AfterCommit([this] {
        const std::lock_guard lock(mutex_);
        waiting_ = true;
        wake_.notify_one();
    });
    return id;
}

std::string Ledger::ReadTile(Transaction& tx, const TileKey& key) {
    return tx.SelectOne(kTile, {{"level", key.first}, {"number", key.second}}, [](Row& row) { return row.NextBytes(); })
        .value_or("");
}

// The newest size ever signed here lies in a file of its own.
bool Ledger::RefusesToShrink(std::int64_t size) const {
    std::ifstream file(folder_ + "/newest");
    std::int64_t signed_size = 0;
    file >> signed_size;
    if (size >= signed_size) return false;
    Log(Severity::error, "LEDGER_WOULD_SHRINK", {{"database", std::to_string(size)}, {"signed", std::to_string(signed_size)}});
    return true;
}

void Ledger::RememberSigned(std::int64_t size, const std::string& note) const {
    const auto path = folder_ + "/newest", fresh = path + ".new";
    {
        std::ofstream file(fresh, std::ios::trunc);
        file << size << "\n" << note;
    }
    const int descriptor = ::open(fresh.c_str(), O_RDONLY | O_CLOEXEC);
    if (descriptor >= 0) {
        ::fsync(descriptor);
        ::close(descriptor);
    }
    std::filesystem::rename(fresh, path);
}

// After the commit: what a file says is in the database already.
void Ledger::WriteFiles(std::int64_t size, const std::map<TileKey, std::string>& tiles, const std::string& note) const {
    for (const auto& [key, content] : tiles) {
        const auto filled = (size >> (8 * std::max(0, key.first))) - key.second * kTileWidth;
        if (filled > 0) files_.WriteTile(key.first, key.second, std::min(filled, kTileWidth), content);
    }
    files_.WriteCheckpoint(note);
}

int Ledger::Sequence(int most) {
    int placed = 0;
    Signed newest;
    std::map<TileKey, std::string> tiles;
    const auto kept = database_.InTransaction([&](Transaction& tx) -> Result<bool> {
        placed = 0;
        const auto now = clock_.Now();
        if (tx.Run(kTakeLease, {{"name", "ledger"}, {"holder", holder_}, {"until", now + 10 * kSecond}, {"now", now}}) == 0)
            return false;
        holds_lease_ = true;
        const auto waiting = tx.Select(kWaiting, {{"rows", most}}, [](Row& row) {
            const auto id = row.Next<std::int64_t>();
            return std::pair(id, row.NextBytes());
        });
        const auto before = NewestSigned(tx);
        if (waiting.empty() && before) return false;
        TreeBuilder tree(before ? before->size : 0, [&](const TileKey& key) { return ReadTile(tx, key); });
        for (const auto& [id, entry] : waiting) {
            tx.Run(kPlace, {{"id", id}, {"position", tree.size()}});
            tree.Add(entry);
        }
        if (RefusesToShrink(tree.size())) return std::unexpected(Refusal{"LEDGER_WOULD_SHRINK", Say("Sổ cái không ký lùi."), ""});
        for (const auto& [key, content] : tree.changed())
            tx.Run(kSaveTile, {{"level", key.first}, {"number", key.second}, {"content", Blob{content}}});
        newest = {tree.size(), key_.Sign(CheckpointText({key_.name(), tree.size(), tree.Root()}))};
        tx.Run(kSaveCheckpoint, {{"size", newest.size}, {"note", newest.note}, {"now", now}});
        tx.Run(kDropOldCheckpoints, {{"size", newest.size}});
        tiles = tree.changed();
        placed = static_cast<int>(waiting.size());
        return true;
    });
    if (!kept || !*kept) return 0;
    RememberSigned(newest.size, newest.note);
    WriteFiles(newest.size, tiles, newest.note);
    return placed;
}

void Ledger::Start() {
    files_.WriteCheckpoint(CheckpointNote());
    thread_ = std::thread([this] { Run(); });
}

void Ledger::Stop() {
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
        wake_.notify_one();
    }
    if (thread_.joinable()) thread_.join();
    // Whoever comes next need not wait for the lease to run out.
    if (!holds_lease_.exchange(false)) return;
    try {
        database_.MustWrite([&](Transaction& tx) { tx.Run(kGiveLeaseBack, {{"name", "ledger"}, {"holder", holder_}}); });
    } catch (const storage::StorageError& error) {
        Log(Severity::warning, "LEDGER_SEQUENCER_FAILED", {{"error", error.what()}});
    }
}

// Wakes on an append here, and every second for the appends of other nodes.
void Ledger::Run() {
    while (true) {
        {
            std::unique_lock lock(mutex_);
            wake_.wait_for(lock, std::chrono::seconds(1), [&] { return stopping_ || waiting_; });
            if (stopping_) return;
            waiting_ = false;
        }
        try {
            while (Sequence() > 0) {
            }
        } catch (const std::exception& error) {
            Log(Severity::error, "LEDGER_SEQUENCER_FAILED", {{"error", error.what()}});
        }
        // A short pause lets entries gather: one signature for many.
        std::unique_lock lock(mutex_);
        wake_.wait_for(lock, std::chrono::milliseconds(100), [&] { return stopping_; });
    }
}

std::string Ledger::CheckpointNote() {
    const auto newest = database_.Read(NewestSigned);
    return newest ? newest->note : key_.Sign(CheckpointText({key_.name(), 0, RootOf(0, nullptr)}));
}

std::optional<std::string> Ledger::Tile(int level, std::int64_t number, std::int64_t width) {
    auto tile = database_.Read([&](Transaction& tx) { return ReadTile(tx, {level, number}); });
    if (level < 0) {
        // Entries are of different lengths: count them.
        std::size_t end = 0;
        for (std::int64_t entry = 0; entry < width; ++entry) {
            if (end + 2 > tile.size()) return std::nullopt;
            end += 2 + (static_cast<std::size_t>(static_cast<unsigned char>(tile[end])) << 8 |
                        static_cast<unsigned char>(tile[end + 1]));
        }
        return tile.substr(0, end);
    }
    const auto bytes = static_cast<std::size_t>(width) * 32;
    if (tile.size() < bytes) return std::nullopt;
    tile.resize(bytes);
    return tile;
}

std::optional<std::string> Ledger::ProofOf(std::int64_t id) {
    return database_.Read([&](Transaction& tx) -> std::optional<std::string> {
        struct Stored {
            std::string content, salt;
            std::optional<std::int64_t> position;
        };
        const auto stored = tx.SelectOne(kEntry, {{"id", id}}, [](Row& row) {
            Stored found{row.Next<std::string>(), row.NextBytes(), std::nullopt};
            row.NextBytes();
            found.position = row.Next<std::optional<std::int64_t>>();
            return found;
        });
        const auto newest = NewestSigned(tx);
        if (!stored || !stored->position || !newest || *stored->position >= newest->size) return std::nullopt;
        const auto path = InclusionProof(*stored->position, newest->size, [&](const TileKey& key) { return ReadTile(tx, key); });
        return WriteProof({ExtraOf(stored->salt, stored->content), *stored->position, path, newest->note});
    });
}

}  // namespace dongson::ledger
