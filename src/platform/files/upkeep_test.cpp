#include "platform/files/upkeep.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <map>

#include "platform/files/quota.h"
#include "storage/testing/databases.h"

namespace dongson::files {

class Upkeep : public ::testing::TestWithParam<storage::Engine> {
  protected:
    Upkeep() : database(GetParam()), store(database.folder() + "/files") {}
    File Add(std::string_view text, Instant when) {
        const auto kept = store.KeepBytes(text, "a.txt");
        EXPECT_TRUE(kept);
        File file;
        database->MustWrite([&](storage::Transaction& tx) { file = FileStore::Record(tx, *kept, when); });
        return file;
    }
    void Age(const File& file) {
        std::filesystem::last_write_time(store.PathOf(file),
                                         std::filesystem::file_time_type::clock::now() - std::chrono::hours(48));
    }
    bool Lies(const File& file) const { return std::filesystem::exists(store.PathOf(file)); }

    storage::testing::FreshDatabase database;
    FileStore store;
    const Instant now{1'790'000'000'000};
};

TEST_P(Upkeep, what_nobody_refers_to_goes_after_a_day_and_nothing_else) {
    const auto old = now + -3 * kDay;
    const auto stray = Add("nobody's\n", old), fresh = Add("nobody's yet\n", now), named = Add("somebody's\n", old),
               young_content = Add("old record, content taken again just now\n", old);
    Age(stray);
    Age(named);
    database->MustWrite([&](storage::Transaction& tx) {
        constexpr storage::Statement kTable{"test.table",
                                            "CREATE TABLE letter (id BIGINT, letter_file_id BIGINT, body_digest TEXT)"};
        tx.Run(kTable);
        constexpr storage::Statement kLetter{"test.letter",
                                             "INSERT INTO letter (id, letter_file_id, body_digest) VALUES (1, $file, '')"};
        tx.Run(kLetter, {{"file", named.id}});
    });
    const auto swept = Sweep(*database, store, now);
    EXPECT_EQ(swept.records, 2);
    EXPECT_EQ(swept.contents, 1);
    EXPECT_FALSE(Lies(stray));
    EXPECT_TRUE(Lies(fresh) && Lies(named) && Lies(young_content));
    database->Read([&](storage::Transaction& tx) {
        EXPECT_FALSE(FileStore::Find(tx, stray.id));
        EXPECT_TRUE(FileStore::Find(tx, fresh.id) && FileStore::Find(tx, named.id));
        return true;
    });
    EXPECT_EQ(Sweep(*database, store, now).records, 0);
}

TEST_P(Upkeep, what_is_missing_or_changed_is_found) {
    const auto whole = Add("whole\n", now), gone = Add("gone\n", now), longer = Add("longer\n", now), other = Add("other\n", now);
    EXPECT_TRUE(CheckSome(*database, store, 100).empty());
    std::filesystem::remove(store.PathOf(gone));
    std::ofstream(store.PathOf(longer), std::ios::app) << "x";
    std::ofstream(store.PathOf(other)) << "OTHER\n";
    std::map<std::string, std::string> found;
    for (const auto& [digest, what] : CheckSome(*database, store, 100)) found[digest] = what;
    EXPECT_EQ(found, (std::map<std::string, std::string>{
                         {gone.digest, "missing"}, {longer.digest, "has another size"}, {other.digest, "has other bytes"}}));
}

TEST_P(Upkeep, an_account_has_its_share_of_a_day) {
    const AccountId one{1}, other{2};
    EXPECT_TRUE(CountUpload(*database, one, 60, 100, now));
    EXPECT_FALSE(CountUpload(*database, one, 60, 100, now));
    EXPECT_TRUE(CountUpload(*database, one, 40, 100, now)) << "what was refused does not count";
    EXPECT_TRUE(CountUpload(*database, other, 60, 100, now));
    EXPECT_TRUE(CountUpload(*database, one, 60, 100, now + kDay));
}

INSTANTIATE_TEST_SUITE_P(Both, Upkeep, storage::testing::Values(storage::testing::Sqlite, storage::testing::Postgres));

}  // namespace dongson::files
