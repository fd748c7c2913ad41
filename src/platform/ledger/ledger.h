// The public, tamper-evident log: what was entered cannot be taken out or changed without everybody who kept a checkpoint seeing
// it.
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
#include "platform/ledger/outside.h"
#include "platform/ledger/static_files.h"
#include "platform/ledger/tree.h"
#include "platform/ledger/witnesses.h"
#include "storage/database.h"

namespace dongson::ledger {

// Nothing may be entered just now: thrown out of the transaction that wanted to. The page says why; reading goes on.
struct LedgerStopped : std::runtime_error {
    explicit LedgerStopped(Refusal why) : std::runtime_error(why.code), refusal(std::move(why)) {}
    Refusal refusal;
};
// The key is missing or another one: the program must not start.
struct KeyRefused : std::runtime_error {
    explicit KeyRefused(Refusal why) : std::runtime_error(why.code), refusal(std::move(why)) {}
    Refusal refusal;
};

// A clock may differ so much from the one that signed last; whatever is set back further enters nothing.
inline constexpr std::int64_t kClockTolerance = 2 * kMinute;

class Ledger {
  public:
    // `folder` keeps the key and the newest tree ever signed, outside the database: a restored backup cannot undo that. Throws
    // KeyRefused. A new key is made only where nothing was ever signed.
    Ledger(storage::Database& database, const Clock& clock, const std::string& folder, std::string origin);
    ~Ledger();
    Ledger(const Ledger&) = delete;
    Ledger& operator=(const Ledger&) = delete;

    // Enters something inside the caller's transaction; returns its id, which the caller keeps to ask for the proof later. Throws
    // LedgerStopped.
    std::int64_t Append(storage::Transaction& tx, std::string_view content);

    // Places what is waiting, at most `most`, and signs. Returns how many were placed. Only the holder of the lease does
    // anything.
    int Sequence(int most = 4096);
    // Sequences in the background until stopped; an appended entry is placed within a second.
    void Start();
    void Stop();
    // Who is asked to cosign what is signed here.
    void AskWitnesses(std::vector<WitnessAddress> witnesses) { witnesses_ = Witnesses(std::move(witnesses)); }

    // The signed checkpoint, with cosignatures when witnesses answered; never an older one than was shown before.
    std::string CheckpointNote();
    // A tile as far as `width` goes; nothing when it is not filled that far.
    std::optional<std::string> Tile(int level, std::int64_t number, std::int64_t width);
    // The file of a tile, when this program wrote it: immutable, to be handed out as it is.
    std::optional<std::string> TileFile(int level, std::int64_t number, std::int64_t width) const {
        return files_.FindTile(level, number, width);
    }
    // The proof file of an entry; nothing while it waits for its place.
    std::optional<std::string> ProofOf(std::int64_t id);
    const std::string& Verifier() const { return verifier_; }
    std::string WitnessKeys() const { return witnesses_.Keys(); }  // with blanks between
    const std::string& origin() const { return origin_; }

    // Why nothing may be entered, or nobody signs; nothing when all is well.
    std::optional<Refusal> Trouble();
    struct Lost {
        std::int64_t first = 0, last = 0;  // positions
        Instant after, until;              // signed between these
        Instant mended;
    };
    // What a restored backup lost for good, by position and time.
    std::vector<Lost> Losses();

  private:
    friend class Mending;
    void TakeKey();
    void Claim();
    bool Holds(std::int64_t size, const ReadTile& read) const;
    bool Inspect();
    std::optional<int> Place(int most);
    bool Sign();
    bool WriteFiles(storage::Transaction& tx, std::int64_t from, std::int64_t size) const;
    void Cosign();
    Refusal ClockTrouble() const;
    std::optional<SignedTree> Newest() const {
        const std::lock_guard lock(newest_mutex_);
        return newest_;
    }
    bool ClockIsRight() const { return clock_.Now() + kClockTolerance >= Instant{newest_at_.load()}; }
    void Run();
    void RunCosigner();

    storage::Database& database_;
    const Clock& clock_;
    const std::string folder_, origin_, holder_;
    Outside outside_;
    StaticFiles files_;
    std::optional<SigningKey> key_;  // none: another folder signs this database's log
    std::string verifier_, mark_;    // mark_: the name by which the database knows the folder that signs
    bool signs_ = false;
    Witnesses witnesses_;

    mutable std::mutex newest_mutex_;
    std::optional<SignedTree> newest_;  // as the folder remembers it
    std::string shown_;                 // the largest checkpoint shown, and its size
    std::int64_t shown_size_ = -1;
    std::atomic<std::int64_t> newest_at_ = 0;
    std::atomic<bool> clock_said_ = false;

    std::mutex mutex_;
    std::condition_variable wake_;
    bool stopping_ = false, waiting_ = false;
    std::atomic<bool> holds_lease_ = false;
    std::thread thread_, cosigner_;
};

}  // namespace dongson::ledger
