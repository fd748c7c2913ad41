#include "platform/ledger/mend.h"

#include <fmt/format.h>

#include "core/read_file.h"
#include "core/text.h"
#include "core/write_file.h"
#include "platform/ledger/state.h"

namespace dongson::ledger {

using storage::Blob;
using storage::Transaction;

namespace {

constexpr int kLevels = 8;

std::unexpected<Refusal> No(std::string code, Sentence sentence) {
    return std::unexpected(Refusal{std::move(code), std::move(sentence), ""});
}

}  // namespace

Result<Mended> Mending::Run(bool here) {
    if (auto taken = TakeOver(here); !taken) return std::unexpected(taken.error());
    if (auto remembered = Remember(); !remembered) return std::unexpected(remembered.error());
    const auto tree = ledger_.Newest();
    const auto before = mended_;
    const auto done = ledger_.database_.InTransaction([&](Transaction& tx) -> Result<void> {
        mended_ = before;
        if (tree)
            if (auto rebuilt = Rebuild(tx, *tree); !rebuilt) return rebuilt;
        tx.Run(kSaveStopped, {{"stopped", ""}});
        const auto now = ledger_.clock_.Now();
        mended_.numbers = numbering::RaiseToMarks(tx, now);
        // The log says itself what happened to it.
        if (mended_.lost + mended_.waits + mended_.found > 0 || mended_.took_over || mended_.clock)
            ledger_.Append(tx, fmt::format("{}thoi-diem: {}\nda-ky: {}\nco-so-du-lieu-con: {}\nmat: {}\n", kMendEntry,
                                           now.Rfc3339(), mended_.size, mended_.common, mended_.lost));
        return {};
    });
    if (!done) return std::unexpected(done.error());
    if (!ledger_.Inspect()) return No("LEDGER_NOT_MENDED", Say("the tree still does not continue what was signed"));
    while (ledger_.Sequence() > 0) {
    }
    return mended_;
}

Result<void> Mending::TakeOver(bool here) {
    if (ledger_.signs_) return {};
    if (!ledger_.key_ || ledger_.key_->Verifier() != ledger_.verifier_)
        return No("LEDGER_KEY_MISSING", Say("the key that signs this log ({1}) is not in this folder", ledger_.verifier_));
    if (!here)
        return No(
            "LEDGER_OTHER_FOLDER",
            Say("another folder signs the log of this database; with --here this one does from now on, and the other must never be "
                "started again"));
    if (ledger_.mark_.empty()) ledger_.mark_ = Hex(RandomBytes(8));
    WriteDurably(ledger_.folder_ + ".signer", ledger_.mark_ + "\n");
    ledger_.database_.MustWrite(
        [&](Transaction& tx) { tx.Run(kTakeOver, {{"verifier", ledger_.verifier_}, {"folder", ledger_.mark_}}); });
    ledger_.signs_ = mended_.took_over = true;
    return {};
}

// What the folder forgot is taken from the database, if it was signed with this key; a time in the future is put right.
Result<void> Mending::Remember() {
    const auto now = ledger_.clock_.Now();
    const auto remembered = ledger_.outside_.Newest(ledger_.verifier_);
    auto newest = remembered ? *remembered : std::nullopt;
    if (!newest) {
        const auto stored = ledger_.database_.Read([](Transaction& tx) { return FindCheckpoint(tx, kNewestCheckpoint); });
        if (!stored) {
            if (!remembered) return std::unexpected(remembered.error());
            return {};
        }
        const auto opened = OpenNote(stored->note, ledger_.verifier_);
        const auto checkpoint = opened ? ParseCheckpoint(*opened) : std::unexpected(opened.error());
        if (!checkpoint) return std::unexpected(checkpoint.error());
        newest = SignedTree{checkpoint->size, checkpoint->root, stored->note, stored->at};
        mended_.memory = true;
    }
    if (newest->at.ms > now.ms + kClockTolerance || !ledger_.ClockIsRight()) {
        newest->at = now;
        ledger_.database_.MustWrite([&](Transaction& tx) { tx.Run(kCheckpointsUntil, {{"now", now}}); });
        mended_.clock = true;
    }
    if (mended_.memory || mended_.clock) ledger_.outside_.Remember(*newest);
    const std::lock_guard lock(ledger_.newest_mutex_);
    ledger_.newest_ = newest;
    ledger_.newest_at_ = newest->at.ms;
    return {};
}

// How many first leaves are the same in the database and in the tiles outside it.
std::int64_t Mending::CommonPart(Transaction& tx, std::int64_t most) const {
    std::int64_t common = 0;
    for (std::int64_t number = 0; number * kTileWidth < most; ++number) {
        const auto stored = FindTile(tx, {0, number}), outside = ledger_.files_.LongestTile(0, number);
        const auto end = std::min(
            {static_cast<std::int64_t>(std::min(stored.size(), outside.size()) / 32), kTileWidth, most - number * kTileWidth});
        std::int64_t same = 0;
        while (same < end &&
               stored.compare(static_cast<std::size_t>(same) * 32, 32, outside, static_cast<std::size_t>(same) * 32, 32) == 0)
            ++same;
        common = number * kTileWidth + same;
        if (same < kTileWidth) break;
    }
    return common;
}

Result<std::vector<std::string>> Mending::SignedEntries(std::int64_t from, std::int64_t size) const {
    std::vector<std::string> entries;
    for (auto number = from / kTileWidth; number * kTileWidth < size; ++number) {
        const auto tile = EntriesIn(ledger_.files_.LongestTile(-1, number));
        const auto first = std::max<std::int64_t>(0, from - number * kTileWidth),
                   end = std::min(kTileWidth, size - number * kTileWidth);
        if (static_cast<std::int64_t>(tile.size()) < end)
            return No("LEDGER_TILES_MISSING",
                      Say("{1} entries were signed, but the tiles below {2} do not hold them all; restore that folder",
                          std::to_string(size), ledger_.folder_ + "/static"));
        entries.insert(entries.end(), tile.begin() + first, tile.begin() + end);
    }
    return entries;
}

Result<void> Mending::Rebuild(Transaction& tx, const SignedTree& tree) {
    const auto state = ReadState(tx);
    const ReadTile stored = [&](const TileKey& key) { return FindTile(tx, key); };
    mended_.size = mended_.common = tree.size;
    if (state.size >= tree.size && RootOf(tree.size, stored) == tree.root) return {};
    mended_.common = CommonPart(tx, std::min(state.size, tree.size));
    const auto entries = SignedEntries(mended_.common, tree.size);
    if (!entries) return std::unexpected(entries.error());
    mended_.waits = tx.Run(kUnplaceFrom, {{"position", mended_.common}});
    CutTiles(tx, mended_.common);
    TreeBuilder builder(mended_.common, stored);
    for (const auto& entry : *entries) {
        if (tx.Run(kPlaceByEntry, {{"position", builder.size()}, {"entry", Blob{entry}}}) == 1) {
            ++mended_.found;
        } else {
            SaveLost(tx, builder.size(), entry, tree);
            ++mended_.lost;
        }
        builder.Add(entry);
    }
    if (builder.Root() != tree.root)
        return No("LEDGER_TILES_MISSING", Say("the tiles below {1} are not those of the signed tree of {2}; restore that folder",
                                              ledger_.folder_ + "/static", std::to_string(tree.size)));
    for (const auto& [key, content] : builder.changed())
        tx.Run(kSaveTile, {{"level", key.first}, {"number", key.second}, {"content", Blob{content}}});
    tx.Run(kSaveSize, {{"size", tree.size}});
    tx.Run(kDropCheckpointsBeyond, {{"size", tree.size - 1}});
    tx.Run(kSaveCheckpoint, {{"size", tree.size}, {"note", tree.note}, {"now", tree.at}});
    return {};
}

// The database's tiles hold what the first `size` leaves give, and no more.
void Mending::CutTiles(Transaction& tx, std::int64_t size) const {
    for (int level = -1; level < kLevels; ++level) {
        const auto hashes = size >> (8 * std::max(0, level));
        const auto number = hashes / kTileWidth, width = hashes % kTileWidth;
        if (width > 0)
            if (const auto tile = TilePrefix(FindTile(tx, {level, number}), level, width))
                tx.Run(kSaveTile, {{"level", level}, {"number", number}, {"content", Blob{*tile}}});
        tx.Run(kDropTilesFrom, {{"level", level}, {"number", width > 0 ? number + 1 : number}});
    }
}

// Signed between the signature before the one that first held it, and that one.
void Mending::SaveLost(Transaction& tx, std::int64_t position, const std::string& entry, const SignedTree& tree) const {
    Instant after{0}, until = tree.at;
    for (const auto& one : ledger_.outside_.Signatures()) {
        if (one.size > position) {
            until = one.at;
            break;
        }
        after = one.at;
    }
    tx.Run(kSaveLost,
           {{"position", position}, {"entry", Blob{entry}}, {"after", after}, {"until", until}, {"now", ledger_.clock_.Now()}});
}

}  // namespace dongson::ledger
