#include "platform/ledger/ledger.h"

#include <gtest/gtest.h>

#include <filesystem>

#include "platform/ledger/mend.h"
#include "platform/ledger/state.h"
#include "platform/numbering/numbering.h"
#include "storage/testing/databases.h"

namespace dongson::ledger {

using storage::testing::FreshDatabase;

namespace {

// The tree's definition, straight from RFC 6962 §2.1.
Sha256 NaiveRoot(const std::vector<std::string>& entries, std::size_t first, std::size_t last) {
    if (last == first) return Digest("");
    if (last - first == 1) return LeafHash(entries[first]);
    std::size_t split = 1;
    while (split * 2 < last - first) split *= 2;
    return NodeHash(NaiveRoot(entries, first, first + split), NaiveRoot(entries, first + split, last));
}

}  // namespace

TEST(Tree, of_any_size_has_the_root_rfc_6962_defines_and_proves_every_leaf) {
    std::map<TileKey, std::string> tiles;
    const ReadTile read = [&](const TileKey& key) { return tiles.contains(key) ? tiles[key] : std::string(); };
    std::vector<std::string> entries;
    std::int64_t size = 0;
    for (const int step : {1, 1, 1, 2, 3, 200, 47, 1, 1, 255, 300, 1}) {
        TreeBuilder builder(size, read);
        for (int index = 0; index < step; ++index) {
            entries.push_back("entry " + std::to_string(entries.size()));
            builder.Add(entries.back());
        }
        const auto root = builder.Root();
        size = builder.size();
        for (const auto& [key, content] : builder.changed()) tiles[key] = content;
        ASSERT_EQ(root, NaiveRoot(entries, 0, entries.size())) << size;
        for (std::int64_t index = 0; index < size; index += std::max<std::int64_t>(1, size / 37)) {
            const auto path = InclusionProof(index, size, read);
            ASSERT_TRUE(CheckInclusion(LeafHash(entries[static_cast<std::size_t>(index)]), index, size, path, root))
                << index << "/" << size;
            ASSERT_FALSE(CheckInclusion(LeafHash("forged"), index, size, path, root));
            ASSERT_FALSE(CheckInclusion(LeafHash(entries[static_cast<std::size_t>(index)]), index + 1, size, path, root));
        }
    }
}

TEST(Tree, numbers_tiles_as_tlog_tiles_does) {
    EXPECT_EQ(TileNumber(7), "007");
    EXPECT_EQ(TileNumber(1234067), "x001/x234/067");
    EXPECT_EQ(ParseTileNumber("x001/x234/067"), 1234067);
    EXPECT_FALSE(ParseTileNumber("x001/x234/67"));
    EXPECT_FALSE(ParseTileNumber("x000/007"));
}

TEST(Tree, has_the_whole_entries_of_a_tile_and_none_that_is_cut_short) {
    const std::string tile("\0\2ab\0\0\0\3cde", 11);
    EXPECT_EQ(EntriesIn(tile), (std::vector<std::string>{"ab", "", "cde"}));
    for (std::size_t cut = 6; cut < tile.size(); ++cut) {
        EXPECT_EQ(EntriesIn(tile.substr(0, cut)), (std::vector<std::string>{"ab", ""})) << cut;
        EXPECT_FALSE(TilePrefix(tile.substr(0, cut), -1, 3)) << cut;
    }
    EXPECT_EQ(TilePrefix(tile, -1, 2), tile.substr(0, 6));
}

class LedgerStore : public ::testing::TestWithParam<storage::Engine> {
  protected:
    LedgerStore() : database(GetParam()) {}
    std::int64_t Append(Ledger& ledger, const std::string& content) {
        std::int64_t id = 0;
        database->MustWrite([&](storage::Transaction& tx) { id = ledger.Append(tx, content); });
        return id;
    }
    FreshDatabase database;
    SetClock clock{Instant::Parse("2026-11-23 08:00").value()};
};

// A number that is on no disk might be given again: what names it is signed later.
TEST_P(LedgerStore, signs_nothing_while_numbers_are_not_on_the_disk) {
    Ledger ledger(*database, clock, database.folder() + "/ledger", "example.vn/so-cai");
    numbering::KeepMarks("/dev/null");
    database->MustWrite([](storage::Transaction& tx) { numbering::Next(tx, "so 2026"); });
    const auto id = Append(ledger, "nộp hồ sơ");
    EXPECT_EQ(ledger.Sequence(), 0);
    EXPECT_EQ(ledger.Sequence(), 0);
    EXPECT_FALSE(ledger.ProofOf(id));
    numbering::KeepMarks(database.folder() + "/books");
    ledger.Sequence();
    EXPECT_TRUE(ledger.ProofOf(id));
    numbering::KeepMarks("");
}

TEST_P(LedgerStore, proves_what_was_entered_and_nothing_else) {
    Ledger ledger(*database, clock, database.folder() + "/ledger", "example.vn/so-cai");
    const auto first = Append(ledger, "nộp hồ sơ");
    EXPECT_FALSE(ledger.ProofOf(first));
    EXPECT_EQ(ledger.Sequence(), 1);
    for (int index = 0; index < 300; ++index) Append(ledger, "việc " + std::to_string(index));
    EXPECT_EQ(ledger.Sequence(), 300);
    const auto proof = ledger.ProofOf(first).value();
    const auto proven = CheckProof(proof, ledger.Verifier()).value();
    EXPECT_EQ(proven.content, "nộp hồ sơ");
    EXPECT_EQ(proven.size, 301);

    auto forged = proof;
    forged.replace(forged.find("index 0"), 7, "index 1");
    EXPECT_EQ(CheckProof(forged, ledger.Verifier()).error().code, "LEDGER_NOT_INCLUDED");
    forged = proof;
    forged.replace(forged.find("\n301\n"), 5, "\n302\n");
    EXPECT_EQ(CheckProof(forged, ledger.Verifier()).error().code, "LEDGER_BAD_SIGNATURE");
    EXPECT_EQ(CheckProof(proof, SigningKey::FromSeed(std::string(32, 'x'), "example.vn/so-cai").Verifier()).error().code,
              "LEDGER_BAD_SIGNATURE");
    EXPECT_EQ(CheckProof("hello", ledger.Verifier()).error().code, "LEDGER_BAD_PROOF");

    EXPECT_EQ(ledger.Tile(0, 0, 256)->size(), 8192U);
    EXPECT_EQ(ledger.Tile(0, 1, 45)->size(), 45U * 32);
    EXPECT_FALSE(ledger.Tile(0, 1, 46));
    EXPECT_EQ(ledger.Tile(1, 0, 1)->size(), 32U);
    EXPECT_EQ(ledger.Tile(-1, 1, 45)->size(), 45U * 34);
}

TEST_P(LedgerStore, enters_nothing_when_the_transaction_is_refused) {
    Ledger ledger(*database, clock, database.folder() + "/ledger", "example.vn/so-cai");
    std::int64_t id = 0;
    (void)database->InTransaction([&](storage::Transaction& tx) -> Result<int> {
        id = ledger.Append(tx, "y");
        return std::unexpected(Refusal{"NO", {}, ""});
    });
    EXPECT_EQ(ledger.Sequence(), 0);
    EXPECT_FALSE(ledger.ProofOf(id));
}

TEST_P(LedgerStore, is_sequenced_by_one_program_at_a_time) {
    const auto folder = database.folder() + "/ledger";
    Ledger one(*database, clock, folder, "example.vn/so-cai"), two(*database, clock, folder, "example.vn/so-cai");
    Append(one, "a");
    EXPECT_EQ(one.Sequence(), 1);
    Append(two, "b");
    EXPECT_EQ(two.Sequence(), 0);
    clock.Set(clock.Now() + kMinute);
    EXPECT_EQ(two.Sequence(), 1);
    // One that stops gives the lease back at once.
    Append(one, "c");
    EXPECT_EQ(one.Sequence(), 0);
    two.Stop();
    EXPECT_EQ(one.Sequence(), 1);
}

TEST_P(LedgerStore, heals_a_lease_that_a_wrong_clock_took) {
    const auto folder = database.folder() + "/ledger";
    const auto now = clock.Now();
    Ledger one(*database, clock, folder, "example.vn/so-cai"), two(*database, clock, folder, "example.vn/so-cai");
    // A program whose clock is a year ahead takes the lease and dies before it has signed anything.
    database->MustWrite([&](storage::Transaction& tx) {
        static constexpr storage::Statement kFuture{"test.future",
                                                    "INSERT INTO lease (name, holder, until) VALUES ('ledger', 'x', $until)"};
        tx.Run(kFuture, {{"until", now + 365 * 24 * kHour}});
    });
    Append(two, "a");
    EXPECT_EQ(two.Sequence(), 1);
}

TEST_P(LedgerStore, enters_and_signs_nothing_under_a_clock_that_was_put_back) {
    Ledger ledger(*database, clock, database.folder() + "/ledger", "example.vn/so-cai");
    const auto now = clock.Now();
    Append(ledger, "a");
    EXPECT_EQ(ledger.Sequence(), 1);
    clock.Set(Instant{now.ms - kMinute});  // within what clocks may differ
    Append(ledger, "b");
    EXPECT_EQ(ledger.Sequence(), 1);
    EXPECT_FALSE(ledger.Trouble());
    clock.Set(Instant{now.ms - kHour});
    EXPECT_THROW(Append(ledger, "c"), LedgerStopped);
    EXPECT_EQ(ledger.Sequence(), 0);
    EXPECT_EQ(ledger.Trouble()->code, "LEDGER_CLOCK_BACK");
    clock.Set(now);
    Append(ledger, "c");
    EXPECT_EQ(ledger.Sequence(), 1);
    EXPECT_FALSE(ledger.Trouble());
}

TEST_P(LedgerStore, does_not_start_without_the_key_that_signed) {
    const auto folder = database.folder() + "/ledger";
    {
        Ledger ledger(*database, clock, folder, "example.vn/so-cai");
        Append(ledger, "a");
        ledger.Sequence();
        EXPECT_THROW(Ledger(*database, clock, folder, "other.vn/so-cai"), KeyRefused);
    }
    std::filesystem::rename(folder + "/key", folder + "/lost");
    EXPECT_THROW(Ledger(*database, clock, folder, "example.vn/so-cai"), KeyRefused);
    EXPECT_FALSE(std::filesystem::exists(folder + "/key"));
    SigningKey::Make(folder + "/key");
    EXPECT_THROW(Ledger(*database, clock, folder, "example.vn/so-cai"), KeyRefused);
    std::filesystem::rename(folder + "/lost", folder + "/key");
    Ledger again(*database, clock, folder, "example.vn/so-cai");
    Append(again, "b");
    EXPECT_EQ(again.Sequence(), 1);
}

TEST_P(LedgerStore, is_signed_from_one_folder) {
    const auto folder = database.folder() + "/ledger", other = database.folder() + "/other";
    Ledger ledger(*database, clock, folder, "example.vn/so-cai");
    Append(ledger, "a");
    EXPECT_EQ(ledger.Sequence(), 1);
    ledger.Stop();
    if (GetParam() == storage::Engine::sqlite) {
        EXPECT_THROW(Ledger(*database, clock, other, "example.vn/so-cai"), KeyRefused);
        return;
    }
    // An empty folder makes no key of its own, and a copy of the key alone signs nothing.
    Ledger empty(*database, clock, other, "example.vn/so-cai");
    EXPECT_EQ(empty.Verifier(), ledger.Verifier());
    Append(empty, "b");
    EXPECT_EQ(empty.Sequence(), 0);
    EXPECT_FALSE(std::filesystem::exists(other + "/key"));
    std::filesystem::copy(folder + "/key", other + "/key");
    Ledger copied(*database, clock, other, "example.vn/so-cai");
    EXPECT_EQ(copied.Sequence(), 0);
    EXPECT_EQ(ledger.Sequence(), 1);
    // A person may decide otherwise.
    EXPECT_EQ(Mending(copied).Run(false).error().code, "LEDGER_OTHER_FOLDER");
    ledger.Stop();
    EXPECT_TRUE(Mending(copied).Run(true)->took_over);
    Append(copied, "c");
    EXPECT_EQ(copied.Sequence(), 1);
    Append(copied, "d");
    clock.Set(clock.Now() + kMinute);
    EXPECT_EQ(Ledger(*database, clock, folder, "example.vn/so-cai").Sequence(), 0);
}

INSTANTIATE_TEST_SUITE_P(Both, LedgerStore, storage::testing::Values(storage::testing::Sqlite, storage::testing::Postgres));

}  // namespace dongson::ledger
