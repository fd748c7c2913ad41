// What the ledger shows, and its work in the background.
#include <algorithm>

#include "core/id_time.h"
#include "core/ids.h"
#include "core/log.h"
#include "platform/ledger/ledger.h"
#include "platform/ledger/state.h"

namespace dongson::ledger {

using storage::Row;
using storage::Transaction;

namespace {

// With witnesses, a checkpoint that they cosigned is shown instead of the newest so long as it is no older than this before it.
constexpr std::int64_t kCosignedIsFresh = kMinute;
constexpr std::int64_t kNobodySigns = 2 * kMinute;

}  // namespace

void Ledger::Start() {
    CheckpointNote();
    thread_ = std::thread([this] { Run(); });
    if (signs_ && !witnesses_.empty()) cosigner_ = std::thread([this] { RunCosigner(); });
}

void Ledger::Stop() {
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
        wake_.notify_all();
    }
    if (thread_.joinable()) thread_.join();
    if (cosigner_.joinable()) cosigner_.join();
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

// Witnesses answer when they like: they hold up no signature.
void Ledger::RunCosigner() {
    while (true) {
        {
            std::unique_lock lock(mutex_);
            wake_.wait_for(lock, std::chrono::seconds(1), [&] { return stopping_; });
            if (stopping_) return;
        }
        try {
            Cosign();
        } catch (const std::exception& error) {
            Log(Severity::warning, "LEDGER_WITNESS_SILENT", {{"error", error.what()}});
        }
    }
}

void Ledger::Cosign() {
    const auto newest = database_.Read([](Transaction& tx) { return FindCheckpoint(tx, kNewestCheckpoint); });
    if (!newest || newest->size == 0 || newest->cosigners > 0) return;
    auto [note, cosigners] = witnesses_.Cosign(newest->note, newest->size, [&](std::int64_t old_size) {
        return database_.Read([&](Transaction& tx) {
            return ConsistencyProof(old_size, newest->size, [&](const TileKey& key) { return FindTile(tx, key); });
        });
    });
    if (cosigners == 0) return;
    database_.MustWrite([&](Transaction& tx) {
        tx.Run(kSaveCosigned, {{"size", newest->size}, {"note", note}, {"now", newest->at}, {"cosigners", cosigners}});
        tx.Run(kDropOldCheckpoints, {{"size", newest->size}});
    });
    CheckpointNote();
}

std::string Ledger::CheckpointNote() {
    auto [newest, cosigned] = database_.Read(
        [](Transaction& tx) { return std::pair(FindCheckpoint(tx, kNewestCheckpoint), FindCheckpoint(tx, kNewestCosigned)); });
    const std::lock_guard lock(newest_mutex_);
    if (newest_ && (!newest || newest->size < newest_->size)) {
        newest = StoredCheckpoint{newest_->size, newest_->note, newest_->at};
        cosigned.reset();
    }
    if (!witnesses_.empty() && cosigned && newest && cosigned->at + kCosignedIsFresh >= newest->at &&
        cosigned->size >= shown_size_)
        newest = cosigned;
    if (!newest && key_ && shown_.empty()) return key_->Sign(CheckpointText({origin_, 0, RootOf(0, nullptr)}));
    // What was shown is never taken back, whatever a restored backup says.
    if (newest && (newest->size > shown_size_ || (newest->size == shown_size_ && newest->note.size() > shown_.size()))) {
        shown_ = newest->note;
        shown_size_ = newest->size;
        // Of several programs on a folder one writes the file, so that it never goes back either.
        if (!signs_ || holds_lease_) files_.WriteCheckpoint(shown_);
    }
    return shown_;
}

std::optional<std::string> Ledger::Tile(int level, std::int64_t number, std::int64_t width) {
    if (auto tile = TilePrefix(database_.Read([&](Transaction& tx) { return FindTile(tx, {level, number}); }), level, width))
        return tile;
    // A restored database may hold less than was shown.
    return TilePrefix(files_.LongestTile(level, number), level, width);
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
        if (!stored || !stored->position) return std::nullopt;
        // One that others cosigned says more than a newer one that they have not seen.
        auto checkpoint = FindCheckpoint(tx, kNewestCosigned);
        if (!checkpoint || *stored->position >= checkpoint->size) checkpoint = FindCheckpoint(tx, kNewestCheckpoint);
        if (!checkpoint || *stored->position >= checkpoint->size) return std::nullopt;
        const auto path =
            InclusionProof(*stored->position, checkpoint->size, [&](const TileKey& key) { return FindTile(tx, key); });
        return WriteProof({ExtraOf(stored->salt, stored->content), *stored->position, path, checkpoint->note});
    });
}

Refusal Ledger::ClockTrouble() const {
    return {
        "LEDGER_CLOCK_BACK",
        Say("Đồng hồ máy chủ bị lùi: bây giờ là {1}, mà sổ cái đã ký lúc {2}. Chưa ghi gì mới cho đến khi đồng hồ đúng lại; mọi thứ vẫn xem được.",
            clock_.Now().Rfc3339(), Instant{newest_at_.load()}.Rfc3339()),
        "", RefusalKind::unavailable};
}

std::optional<Refusal> Ledger::Trouble() {
    const auto no = [](const char* code, Sentence sentence) {
        return Refusal{code, std::move(sentence), "", RefusalKind::unavailable};
    };
    if (!ClockIsRight()) return ClockTrouble();
    const auto [state, oldest] =
        database_.Read([](Transaction& tx) { return std::pair(ReadState(tx), tx.Count(kOldestWaiting)); });
    const auto newest = Newest();
    const std::int64_t signed_size = newest ? newest->size : 0;
    if (state.stopped == "gap" || state.size < signed_size)
        return no(
            "LEDGER_GAP",
            Say("Cơ sở dữ liệu có {1} mục sổ cái, mà đã ký {2} mục: một bản sao lưu cũ đã được khôi phục. Chỉ xem được, chưa ghi được, cho đến khi khôi phục bản mới hơn hoặc chạy “dongson ledger mend”.",
                std::to_string(state.size), std::to_string(signed_size)));
    if (state.stopped == "fork")
        return no(
            "LEDGER_FORK",
            Say("Cây trong cơ sở dữ liệu không nối tiếp cây {1} mục đã ký. Chỉ xem được, chưa ghi được, cho đến khi khôi phục bản đúng hoặc chạy “dongson ledger mend”.",
                std::to_string(signed_size)));
    if (!state.stopped.empty())
        return no(
            "LEDGER_MEMORY_DAMAGED",
            Say("Thư mục ledger không còn nhớ mốc đã ký mới nhất. Chỉ xem được, chưa ghi được, cho đến khi khôi phục thư mục ấy hoặc chạy “dongson ledger mend”."));
    if (oldest != 0 && MadeAt(oldest) + kNobodySigns < SystemClock().Now())
        return no("LEDGER_NOBODY_SIGNS", Say("Có mục sổ cái chờ từ {1} mà chưa chương trình nào ký.", MadeAt(oldest).Rfc3339()));
    return std::nullopt;
}

std::vector<Ledger::Lost> Ledger::Losses() {
    std::vector<Lost> losses;
    const auto rows = database_.Read([](Transaction& tx) {
        return tx.Select(kLost, {}, [](Row& row) {
            Lost one{.first = row.Next<std::int64_t>()};
            one.last = one.first;
            one.after = Instant{row.Next<std::int64_t>()};
            one.until = Instant{row.Next<std::int64_t>()};
            one.mended = Instant{row.Next<std::int64_t>()};
            return one;
        });
    });
    for (const auto& row : rows) {
        auto* before = losses.empty() ? nullptr : &losses.back();
        if (before != nullptr && before->last + 1 == row.first && before->after == row.after && before->until == row.until)
            before->last = row.first;
        else
            losses.push_back(row);
    }
    return losses;
}

}  // namespace dongson::ledger
