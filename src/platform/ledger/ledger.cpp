#include "platform/ledger/ledger.h"

#include <filesystem>

#include "core/ids.h"
#include "core/log.h"
#include "core/read_file.h"
#include "core/text.h"
#include "core/write_file.h"
#include "platform/ledger/state.h"
#include "platform/numbering/numbering.h"

namespace dongson::ledger {

using storage::Blob;
using storage::Row;
using storage::Transaction;

namespace {

constexpr std::int64_t kLease = 10 * kSecond;

std::string Why(const Refusal& refusal) {
    const LanguageScope english(Language::english);
    return refusal.sentence.Now();
}

}  // namespace

std::optional<std::string> TilePrefix(std::string tile, int level, std::int64_t width) {
    if (level < 0) {
        // Entries are of different lengths: count them.
        const auto entries = EntriesIn(tile);
        if (static_cast<std::int64_t>(entries.size()) < width) return std::nullopt;
        std::size_t end = 0;
        for (std::int64_t entry = 0; entry < width; ++entry) end += 2 + entries[static_cast<std::size_t>(entry)].size();
        return tile.substr(0, end);
    }
    const auto bytes = static_cast<std::size_t>(width) * 32;
    if (tile.size() < bytes) return std::nullopt;
    tile.resize(bytes);
    return tile;
}

Ledger::Ledger(storage::Database& database, const Clock& clock, const std::string& folder, std::string origin)
    : database_(database),
      clock_(clock),
      folder_(folder),
      origin_(std::move(origin)),
      holder_(Hex(RandomBytes(8))),
      outside_(folder),
      files_(folder + "/static") {
    std::filesystem::create_directories(folder);
    std::filesystem::permissions(folder, std::filesystem::perms::owner_all);
    TakeKey();
    if (signs_) Inspect();
    const auto shown = ReadFile(folder_ + "/static/checkpoint");
    const auto opened = shown ? OpenNote(*shown, verifier_) : Result<std::string>("");
    if (const auto checkpoint = opened ? ParseCheckpoint(*opened) : std::unexpected(opened.error())) {
        shown_ = *shown;
        shown_size_ = checkpoint->size;
    }
}

Ledger::~Ledger() {
    Stop();
}

// A folder that ever signed has its key, or the program does not start; a second folder on a database does not sign beside the
// first.
void Ledger::TakeKey() {
    const auto state = database_.Read(ReadState);
    const auto key_path = folder_ + "/key", mark_path = folder_ + ".signer";
    std::error_code ignored;
    mark_ = std::string(Trim(ReadFile(mark_path).value_or("")));
    const bool local = database_.engine() == storage::Engine::sqlite;  // nobody else can sign this database's log
    if (!std::filesystem::exists(key_path, ignored)) {
        const bool signed_here = !mark_.empty() || outside_.HasTraces();
        if (!local && !signed_here && !state.verifier.empty()) {
            verifier_ = state.verifier;
            Log(Severity::info, "LEDGER_SIGNED_ELSEWHERE", {{"key", verifier_}});
            return;
        }
        if (signed_here || !state.verifier.empty() || state.size > 0)
            throw KeyRefused(
                {"LEDGER_KEY_MISSING",
                 Say("the ledger was signed with a key that is no longer in {1}; restore the file from a backup: no new "
                     "key is made for a log that has entries",
                     key_path),
                 ""});
        SigningKey::Make(key_path);
    }
    key_ = SigningKey::Load(key_path, origin_);
    verifier_ = key_->Verifier();
    if (mark_.empty() && (state.verifier.empty() || (local && state.verifier == verifier_))) {
        mark_ = state.folder.empty() ? Hex(RandomBytes(8)) : state.folder;
        WriteDurably(mark_path, mark_ + "\n");
    }
    Claim();
}

void Ledger::Claim() {
    auto state = database_.Read(ReadState);
    if (state.verifier.empty()) {
        database_.MustWrite([&](Transaction& tx) { tx.Run(kClaim, {{"verifier", verifier_}, {"folder", mark_}}); });
        state = database_.Read(ReadState);
    }
    if (state.verifier == verifier_ && state.folder == mark_) {
        signs_ = true;
        return;
    }
    if (state.folder == mark_ || database_.engine() == storage::Engine::sqlite)
        throw KeyRefused(
            {"LEDGER_KEY_OTHER",
             Say("the ledger of this database is signed with {1}, and the key and ledger_name here give {2}; restore the key, "
                 "or the name",
                 state.verifier, verifier_),
             ""});
    verifier_ = state.verifier;
    Log(Severity::info, "LEDGER_SIGNED_ELSEWHERE", {{"key", verifier_}});
}

std::int64_t Ledger::Append(Transaction& tx, std::string_view content) {
    if (!ClockIsRight()) throw LedgerStopped(ClockTrouble());
    const auto id = FreshId();
    const auto salt = RandomBytes(16);
    if (tx.Run(kAppend, {{"id", id}, {"content", content}, {"salt", Blob{salt}}, {"entry", Blob{EntryOf(salt, content)}}}) == 0)
        throw LedgerStopped(
            {"LEDGER_STOPPED",
             Say("Sổ cái đang dừng ghi để người vận hành xử lý, nên việc này chưa làm được; mọi thứ vẫn xem được. Những gì bạn đã nhập còn trên trang: hãy thử lại sau."),
             "", RefusalKind::unavailable});
    tx.AfterCommit([this] {
        const std::lock_guard lock(mutex_);
        waiting_ = true;
        wake_.notify_one();
    });
    return id;
}

// Whether the tree continues what was signed here before: the roots are compared, not the sizes.
bool Ledger::Holds(std::int64_t size, const ReadTile& read) const {
    const auto newest = Newest();
    return !newest || (newest->size <= size && RootOf(newest->size, read) == newest->root);
}

// Holds the database against what the folder remembers, and says in the database what came out, for every program that uses it.
bool Ledger::Inspect() {
    const auto remembered = outside_.Newest(verifier_);
    std::string why;
    if (!remembered) why = "memory";
    {
        const std::lock_guard lock(newest_mutex_);
        if (remembered) newest_ = *remembered;
        if (newest_) newest_at_ = std::max(newest_at_.load(), newest_->at.ms);
    }
    std::optional<SignedTree> further;
    const auto stopped = database_.Read([&](Transaction& tx) {
        const auto state = ReadState(tx);
        const auto stored = FindCheckpoint(tx, kNewestCheckpoint);
        const ReadTile read = [&](const TileKey& key) { return FindTile(tx, key); };
        const auto opened = stored ? OpenNote(stored->note, verifier_) : Result<std::string>("");
        const auto checkpoint = opened ? ParseCheckpoint(*opened) : std::unexpected(opened.error());
        if (why.empty() && newest_ && state.size < newest_->size) why = "gap";
        if (why.empty() && !Holds(state.size, read)) why = "fork";
        if (!stored) return state.stopped;
        newest_at_ = std::max(newest_at_.load(), stored->at.ms);
        if (why.empty() && !newest_ && stored->size > 0) why = "memory";
        if (why.empty() && (!checkpoint || checkpoint->size > state.size || RootOf(checkpoint->size, read) != checkpoint->root))
            why = "fork";
        // The folder is of an earlier day than the database: what the database shows was signed with this key, and continues it.
        if (why.empty() && newest_ && checkpoint->size > newest_->size)
            further = SignedTree{checkpoint->size, checkpoint->root, stored->note, stored->at};
        return state.stopped;
    });
    if (further) {
        outside_.Remember(*further);
        const std::lock_guard lock(newest_mutex_);
        newest_ = further;
    }
    if (stopped != why) {
        database_.MustWrite([&](Transaction& tx) { tx.Run(kSaveStopped, {{"stopped", why}}); });
        const auto trouble = why.empty() ? std::nullopt : Trouble();
        if (trouble) Log(Severity::error, "LEDGER_STOPPED", {{"why", trouble->code}, {"error", Why(*trouble)}});
    }
    return why.empty();
}

// Gives places to what waits. Nothing is signed yet: the tree is what was committed.
std::optional<int> Ledger::Place(int most) {
    bool holds = true;
    const auto placed = database_.InTransaction([&](Transaction& tx) -> Result<std::optional<int>> {
        const auto now = clock_.Now();
        if (tx.Run(
                kTakeLease,
                {{"name", "ledger"}, {"holder", holder_}, {"until", now + kLease}, {"now", now}, {"latest", now + 2 * kLease}}) ==
            0)
            return std::nullopt;
        holds_lease_ = true;
        const auto state = ReadState(tx);
        const auto waiting = tx.Select(kWaiting, {{"rows", most}}, [](Row& row) {
            const auto id = row.Next<std::int64_t>();
            return std::pair(id, row.NextBytes());
        });
        if (waiting.empty()) return 0;
        const ReadTile read = [&](const TileKey& key) { return FindTile(tx, key); };
        holds = state.stopped.empty() && Holds(state.size, read);
        if (!holds) return 0;
        TreeBuilder tree(state.size, read);
        for (const auto& [id, entry] : waiting) {
            tx.Run(kPlace, {{"id", id}, {"position", tree.size()}});
            tree.Add(entry);
        }
        for (const auto& [key, content] : tree.changed())
            tx.Run(kSaveTile, {{"level", key.first}, {"number", key.second}, {"content", Blob{content}}});
        tx.Run(kSaveSize, {{"size", tree.size()}});
        return static_cast<int>(waiting.size());
    });
    if (!placed || !*placed) return std::nullopt;
    if (!holds && !Inspect()) return std::nullopt;
    return *placed;
}

// The tiles that changed since a size, as files; false when the disk refuses one.
bool Ledger::WriteFiles(Transaction& tx, std::int64_t from, std::int64_t size) const {
    for (int level = -1; level < 8; ++level) {
        const int shift = 8 * std::max(0, level);
        const auto first = (from >> shift) / kTileWidth, end = size >> shift;
        for (auto number = first; number * kTileWidth < end; ++number) {
            const auto width = std::min(end - number * kTileWidth, kTileWidth);
            const auto tile = TilePrefix(FindTile(tx, {level, number}), level, width);
            if (!tile || !files_.WriteTile(level, number, width, *tile)) return false;
        }
    }
    return true;
}

// Signs the tree as it was committed: its tiles and the numbers given lie outside the database durably, then the signature does,
// then the database has it, and only then anybody sees it.
bool Ledger::Sign() {
    bool holds = true, written = true;
    const auto next = database_.Read([&](Transaction& tx) -> std::optional<SignedTree> {
        const auto state = ReadState(tx);
        const auto stored = FindCheckpoint(tx, kNewestCheckpoint);
        if (stored && stored->size == state.size) return std::nullopt;
        const ReadTile read = [&](const TileKey& key) { return FindTile(tx, key); };
        holds = state.stopped.empty() && Holds(state.size, read);
        if (!holds) return std::nullopt;
        auto newest = Newest();
        if (newest && newest->size == state.size) return newest;
        written = WriteFiles(tx, newest ? newest->size : 0, state.size);
        if (!written) return std::nullopt;
        SignedTree tree{.size = state.size, .root = RootOf(state.size, read)};
        tree.at = Instant{std::max(clock_.Now().ms, newest_at_.load())};
        tree.note = key_->Sign(CheckpointText({origin_, tree.size, tree.root}));
        return tree;
    });
    if (!holds) Inspect();
    if (!next) return holds && written;
    if (!numbering::SyncMarks()) return false;
    outside_.Remember(*next);
    {
        const std::lock_guard lock(newest_mutex_);
        newest_ = next;
        newest_at_ = std::max(newest_at_.load(), next->at.ms);
    }
    database_.MustWrite([&](Transaction& tx) {
        tx.Run(kSaveCheckpoint, {{"size", next->size}, {"note", next->note}, {"now", next->at}});
        tx.Run(kDropOldCheckpoints, {{"size", next->size}});
    });
    CheckpointNote();
    return true;
}

int Ledger::Sequence(int most) {
    if (!signs_) return 0;
    if (!ClockIsRight()) {
        if (!clock_said_.exchange(true)) Log(Severity::error, "LEDGER_CLOCK_BACK", {{"error", Why(ClockTrouble())}});
        return 0;
    }
    clock_said_ = false;
    const auto placed = Place(most);
    return placed && Sign() ? *placed : 0;
}

}  // namespace dongson::ledger
