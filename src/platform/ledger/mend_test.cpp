// A restored backup at every moment of a signature: nothing signed is contradicted, and what is lost is named.
#include "platform/ledger/mend.h"

#include <gtest/gtest.h>

#include "core/write_file.h"
#include "storage/testing/databases.h"

namespace dongson::ledger {

using storage::testing::FreshDatabase;

class RestoredLedger : public ::testing::TestWithParam<storage::Engine> {
  protected:
    static std::int64_t Append(storage::Database& database, Ledger& ledger, const std::string& content) {
        std::int64_t id = 0;
        database.MustWrite([&](storage::Transaction& tx) { id = ledger.Append(tx, content); });
        return id;
    }
    // The public hashes of what a note signs, as anybody who kept it holds them against a later tree.
    static bool Continues(Ledger& ledger, const std::string& old_note) {
        const auto older = ParseCheckpoint(OpenNote(old_note, ledger.Verifier()).value()).value();
        const auto newer = ParseCheckpoint(OpenNote(ledger.CheckpointNote(), ledger.Verifier()).value()).value();
        const ReadTile read = [&](const TileKey& key) {
            const auto hashes = newer.size >> (8 * key.first);
            return ledger.Tile(key.first, key.second, std::min(kTileWidth, hashes - key.second * kTileWidth)).value();
        };
        return RootOf(newer.size, read) == newer.root && older.size <= newer.size && RootOf(older.size, read) == older.root;
    }
    FreshDatabase first{GetParam()};
    SetClock clock{Instant::Parse("2026-11-23 08:00").value()};
    const std::string folder = first.folder() + "/ledger";
};

TEST_P(RestoredLedger, signs_nothing_until_it_is_mended_and_then_continues) {
    // 300 entries signed, of which the restored database has none: it is the extreme of a backup.
    std::string public_note;
    {
        Ledger ledger(*first, clock, folder, "example.vn/so-cai");
        for (int index = 0; index < 300; ++index) Append(*first, ledger, "việc " + std::to_string(index));
        ledger.Sequence();
        public_note = ledger.CheckpointNote();
    }
    FreshDatabase restored(GetParam());
    std::string mended_note;
    {
        Ledger ledger(*restored, clock, folder, "example.vn/so-cai");
        EXPECT_EQ(ledger.Trouble()->code, "LEDGER_GAP");
        EXPECT_THROW(Append(*restored, ledger, "b"), LedgerStopped);
        EXPECT_EQ(ledger.Sequence(), 0);
        EXPECT_EQ(ledger.CheckpointNote(), public_note);
        EXPECT_TRUE(Continues(ledger, public_note)) << "the tiles of what was shown are still there";
        const auto mended = Mending(ledger).Run(false);
        ASSERT_TRUE(mended) << mended.error().sentence.Now();
        EXPECT_EQ(mended->lost, 300);
        EXPECT_FALSE(ledger.Trouble());
        ASSERT_EQ(ledger.Losses().size(), 1U);
        EXPECT_EQ(ledger.Losses()[0].first, 0);
        EXPECT_EQ(ledger.Losses()[0].last, 299);
        EXPECT_EQ(ledger.Losses()[0].until, clock.Now());
        const auto id = Append(*restored, ledger, "tiếp");
        EXPECT_EQ(ledger.Sequence(), 1);
        EXPECT_EQ(CheckProof(ledger.ProofOf(id).value(), ledger.Verifier())->size,
                  302);  // with the entry that tells of the mending
        EXPECT_TRUE(Continues(ledger, public_note));
        mended_note = ledger.CheckpointNote();
    }
    Ledger again(*restored, clock, folder, "example.vn/so-cai");
    EXPECT_FALSE(again.Trouble());
    EXPECT_TRUE(Continues(again, mended_note));
}

TEST_P(RestoredLedger, of_as_many_entries_is_told_by_the_root_not_the_size) {
    std::string public_note;
    {
        Ledger ledger(*first, clock, folder, "example.vn/so-cai");
        for (int index = 0; index < 5; ++index) Append(*first, ledger, "a");
        ledger.Sequence();
        public_note = ledger.CheckpointNote();
    }
    // Another database with as many entries, and more, none of them those that were signed.
    FreshDatabase other(GetParam());
    {
        Ledger elsewhere(*other, clock, other.folder() + "/elsewhere", "example.vn/so-cai");
        for (int index = 0; index < 9; ++index) Append(*other, elsewhere, "b");
        elsewhere.Sequence();
        elsewhere.Stop();
    }
    static constexpr storage::Statement kForget{"test.forget", "UPDATE ledger_state SET verifier = '', folder = ''"};
    static constexpr storage::Statement kUnsign{"test.unsign", "DELETE FROM ledger_checkpoint"};
    other->MustWrite([](storage::Transaction& tx) {
        tx.Run(kForget);
        tx.Run(kUnsign);
    });
    Ledger ledger(*other, clock, folder, "example.vn/so-cai");
    EXPECT_EQ(ledger.Trouble()->code, "LEDGER_FORK");
    EXPECT_EQ(ledger.Sequence(), 0);
    EXPECT_EQ(ledger.CheckpointNote(), public_note);
    const auto mended = Mending(ledger).Run(false);
    ASSERT_TRUE(mended) << mended.error().sentence.Now();
    EXPECT_EQ(mended->lost, 5);
    EXPECT_EQ(mended->waits, 9);
    EXPECT_TRUE(Continues(ledger, public_note));
    EXPECT_EQ(ParseCheckpoint(OpenNote(ledger.CheckpointNote(), ledger.Verifier()).value())->size, 5 + 9 + 1);
}

TEST_P(RestoredLedger, takes_up_a_signature_that_the_database_did_not_hear_of) {
    Ledger ledger(*first, clock, folder, "example.vn/so-cai");
    Append(*first, ledger, "a");
    ledger.Sequence();
    // The program died between the signature and the database: places are given, the checkpoint is missing.
    Append(*first, ledger, "b");
    ledger.Sequence();
    const auto note = ledger.CheckpointNote();
    static constexpr storage::Statement kUnsign{"test.unsign", "DELETE FROM ledger_checkpoint"};
    first->MustWrite([](storage::Transaction& tx) { tx.Run(kUnsign); });
    ledger.Stop();
    Ledger again(*first, clock, folder, "example.vn/so-cai");
    EXPECT_EQ(again.CheckpointNote(), note);
    again.Sequence();
    EXPECT_EQ(again.CheckpointNote(), note);
    EXPECT_FALSE(again.Trouble());
}

TEST_P(RestoredLedger, is_not_mended_with_tiles_that_are_not_those_signed) {
    {
        Ledger ledger(*first, clock, folder, "example.vn/so-cai");
        for (int index = 0; index < 5; ++index) Append(*first, ledger, "a");
        ledger.Sequence();
    }
    WriteDurably(folder + "/static/tile/entries/000.p/5", std::string(5 * 34, '\0'));
    FreshDatabase restored(GetParam());
    Ledger ledger(*restored, clock, folder, "example.vn/so-cai");
    EXPECT_EQ(Mending(ledger).Run(false).error().code, "LEDGER_TILES_MISSING");
    EXPECT_EQ(ledger.Trouble()->code, "LEDGER_GAP");
}

INSTANTIATE_TEST_SUITE_P(Both, RestoredLedger, storage::testing::Values(storage::testing::Sqlite, storage::testing::Postgres));

}  // namespace dongson::ledger
