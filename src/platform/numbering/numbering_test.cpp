#include "platform/numbering/numbering.h"

#include <gtest/gtest.h>

#include <set>
#include <thread>

#include "core/log.h"
#include "core/testing/no_room.h"
#include "core/testing/temporary_folder.h"
#include "platform/numbering/book_of_marks.h"
#include "storage/testing/databases.h"

namespace dongson::numbering {

class Books : public ::testing::TestWithParam<storage::Engine> {};

TEST_P(Books, have_no_gaps_among_writers_of_whom_some_are_refused) {
    storage::testing::FreshDatabase database(GetParam());
    std::mutex mutex;
    std::set<std::string> codes;
    {
        std::vector<std::jthread> writers;
        for (int writer = 0; writer < 6; ++writer)
            writers.emplace_back([&, writer] {
                for (int round = 0; round < 20; ++round) {
                    auto code = database->InTransaction([&](storage::Transaction& tx) -> Result<std::string> {
                        auto taken = NextDossierCode(tx, "H56.14", Date::Of(2026, 11, 23));
                        if ((writer + round) % 4 == 0) return std::unexpected(Refusal{"NO", {}, ""});
                        return taken;
                    });
                    const std::lock_guard lock(mutex);
                    if (code) codes.insert(*code);
                }
            });
    }
    EXPECT_EQ(codes.size(), 90U);
    EXPECT_EQ(*codes.begin(), "H56.14-261123-0001");
    EXPECT_EQ(*codes.rbegin(), "H56.14-261123-0090");
}

TEST_P(Books, give_no_number_twice_after_an_older_database_is_restored) {
    storage::testing::FreshDatabase database(GetParam());
    KeepMarks(database.folder() + "/books");
    const auto next = [](storage::Database& where) {
        std::int64_t number = 0;
        where.MustWrite([&](storage::Transaction& tx) { number = Next(tx, "so 2026"); });
        return number;
    };
    for (int number = 1; number <= 5; ++number) EXPECT_EQ(next(*database), number);
    // A refusal takes no number, outside the database neither.
    (void)database->InTransaction([](storage::Transaction& tx) -> Result<int> {
        Next(tx, "so 2026");
        return std::unexpected(Refusal{"NO", {}, ""});
    });
    EXPECT_EQ(next(*database), 6);
    storage::testing::FreshDatabase restored(GetParam());
    KeepMarks(database.folder() + "/books");  // as after a start
    int said = 0;
    ListenToLog([&](std::string_view line) { said += line.contains("NUMBERS_LOST"); });
    (void)restored->InTransaction([](storage::Transaction& tx) -> Result<int> {
        Next(tx, "so 2026");
        return std::unexpected(Refusal{"NO", {}, ""});
    });
    EXPECT_EQ(said, 0) << "nothing of it was kept";
    EXPECT_EQ(next(*restored), 7);
    EXPECT_EQ(next(*restored), 8);
    ListenToLog({});
    EXPECT_EQ(said, 1);
    const auto lost = restored->Read(Lost);
    ASSERT_EQ(lost.size(), 1U);
    EXPECT_EQ(lost[0].first, 1);
    EXPECT_EQ(lost[0].last, 6);
    KeepMarks("");
}

TEST(BookOfMarks, raises_no_mark_that_the_file_did_not_take) {
    const dongson::testing::TemporaryFolder folder;
    BookOfMarks book;
    book.Open(folder.path() + "/books");
    book.Note("a", 1);
    EXPECT_TRUE(book.Sync());
    bool synced = true;
    std::int64_t mark = 0;
    {
        const dongson::testing::NoRoom full(9);  // bytes: the first line, and half of the next
        book.Note("so 2026", 2);
        book.Note("b", 7);
        mark = book.MarkOf("so 2026");
        synced = book.Sync();
    }
    EXPECT_EQ(mark, 0);
    EXPECT_FALSE(synced);
    BookOfMarks beside;
    beside.Open(folder.path() + "/books");
    EXPECT_EQ(beside.All().size(), 1U) << "half a line was read";
    EXPECT_TRUE(book.Sync()) << "there is room again";
    EXPECT_EQ(book.MarkOf("so 2026"), 2);
    BookOfMarks again;
    again.Open(folder.path() + "/books");
    EXPECT_EQ(again.MarkOf("so 2026"), 2) << "half a line spoiled the next one";
    EXPECT_EQ(again.MarkOf("b"), 7);
    EXPECT_EQ(again.All().size(), 3U);
}

TEST(BookOfMarks, says_when_what_was_noted_is_not_on_the_disk) {
    BookOfMarks book;
    book.Open("/dev/null");  // takes everything and brings nothing to a disk
    EXPECT_TRUE(book.Sync()) << "there is nothing to bring";
    book.Note("a", 1);
    EXPECT_FALSE(book.Sync());
    EXPECT_FALSE(book.Sync());
}

INSTANTIATE_TEST_SUITE_P(Both, Books, storage::testing::Values(storage::testing::Sqlite, storage::testing::Postgres));

TEST(DossierCode, is_read_back) {
    const auto code = ParseDossierCode("H56.14-240823-0001").value();
    EXPECT_EQ(code.org_code, "H56.14");
    EXPECT_EQ(code.day, Date::Of(2024, 8, 23));
    EXPECT_EQ(code.number, 1);
    EXPECT_TRUE(ParseDossierCode("000.00.14.H20-200703-0002"));
    EXPECT_FALSE(ParseDossierCode("H56.14-241323-0001"));
    EXPECT_FALSE(ParseDossierCode("H56.14-240823-01"));
}

}  // namespace dongson::numbering
