#include "storage/database.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <thread>

#include "storage/lingering.h"
#include "storage/migrations.h"
#include "storage/postgres/postgres_connection.h"
#include "storage/sqlite/sqlite_connection.h"
#include "storage/testing/databases.h"

namespace dongson::storage {

using testing::FreshDatabase;
using testing::Postgres;
using testing::Sqlite;

namespace {

constexpr Statement kInsert{"test.insert", "INSERT INTO note (id, text, raw) VALUES ($id, $text, $raw)"};
constexpr Statement kCount{"test.count", "SELECT COUNT(*) FROM note"};
constexpr Statement kOne{"test.one", "SELECT text, raw FROM note WHERE id = $id"};
constexpr Statement kBump{"test.bump", "UPDATE note SET text = CAST(CAST(text AS BIGINT) + 1 AS TEXT) WHERE id = $id"};

class Storage : public ::testing::TestWithParam<Engine> {
  protected:
    Storage() : database(GetParam()) {
        database->MustWrite([](Transaction& tx) {
            tx.connection().ExecuteScript(tx.engine() == Engine::sqlite
                                              ? "CREATE TABLE note (id BIGINT PRIMARY KEY, text TEXT, raw BLOB)"
                                              : "CREATE TABLE note (id BIGINT PRIMARY KEY, text TEXT, raw BYTEA)");
        });
    }
    std::int64_t Count() {
        return database->Read([](Transaction& tx) { return tx.Count(kCount); });
    }
    FreshDatabase database;
};

}  // namespace

TEST_P(Storage, keeps_text_bytes_and_nothing) {
    using namespace std::string_literals;
    database->MustWrite([](Transaction& tx) {
        tx.Run(kInsert, {{"id", 1}, {"text", "Thanh Hóa"}, {"raw", Blob{"a\0b"s}}});
        tx.Run(kInsert, {{"id", 2}, {"text", std::nullopt}, {"raw", Blob{""}}});
    });
    database->Read([](Transaction& tx) {
        tx.SelectOne(kOne, {{"id", 1}}, [](Row& row) {
            EXPECT_EQ(row.Next<std::string>(), "Thanh Hóa");
            EXPECT_EQ(row.NextBytes(), "a\0b"s);
            return 0;
        });
        tx.SelectOne(kOne, {{"id", 2}}, [](Row& row) {
            EXPECT_FALSE(row.Next<std::optional<std::string>>());
            return 0;
        });
        return 0;
    });
}

TEST_P(Storage, keeps_nothing_of_a_refused_transaction) {
    const auto refused = database->InTransaction([](Transaction& tx) -> Result<int> {
        tx.Run(kInsert, {{"id", 1}, {"text", "x"}, {"raw", std::nullopt}});
        return std::unexpected(Refusal{"NO", Say("không"), ""});
    });
    EXPECT_EQ(refused.error().code, "NO");
    EXPECT_EQ(Count(), 0);
}

TEST_P(Storage, keeps_nothing_of_a_transaction_that_throws) {
    EXPECT_THROW(database->MustWrite([](Transaction& tx) {
        tx.Run(kInsert, {{"id", 1}, {"text", "x"}, {"raw", std::nullopt}});
        throw std::runtime_error("broken");
    }),
                 std::runtime_error);
    EXPECT_EQ(Count(), 0);
}

TEST_P(Storage, goes_on_after_an_attempt_that_fails) {
    database->MustWrite([](Transaction& tx) {
        tx.Run(kInsert, {{"id", 1}, {"text", "x"}, {"raw", std::nullopt}});
        EXPECT_FALSE(tx.Attempt([&] { tx.Run(kInsert, {{"id", 1}, {"text", "again"}, {"raw", std::nullopt}}); }));
        EXPECT_TRUE(tx.Attempt([&] { tx.Run(kInsert, {{"id", 2}, {"text", "y"}, {"raw", std::nullopt}}); }));
    });
    EXPECT_EQ(Count(), 2);
}

TEST_P(Storage, loses_no_update_among_many_writers) {
    database->MustWrite([](Transaction& tx) { tx.Run(kInsert, {{"id", 7}, {"text", "0"}, {"raw", std::nullopt}}); });
    std::atomic<int> hooks = 0;
    {
        std::vector<std::jthread> writers;
        for (int writer = 0; writer < 8; ++writer)
            writers.emplace_back([&, writer] {
                for (int round = 0; round < 25; ++round) {
                    const auto kept = database->InTransaction([&](Transaction& tx) -> Result<int> {
                        tx.Run(kBump, {{"id", 7}});
                        tx.AfterCommit([&] { ++hooks; });
                        if ((writer + round) % 5 == 0) return std::unexpected(Refusal{"NO", Say("không"), ""});
                        return 0;
                    });
                    EXPECT_EQ(kept.has_value(), (writer + round) % 5 != 0);
                    EXPECT_THROW(database->MustWrite([&](Transaction& tx) {
                        tx.Run(kBump, {{"id", 7}});
                        tx.AfterCommit([&] { ++hooks; });
                        throw std::runtime_error("broken");
                    }),
                                 std::runtime_error);
                }
            });
    }
    const auto text = database->Read(
        [](Transaction& tx) { return tx.SelectOne(kOne, {{"id", 7}}, [](Row& row) { return row.Next<std::string>(); }); });
    EXPECT_EQ(text, "160");
    EXPECT_EQ(hooks, 160);
}

TEST_P(Storage, reads_one_moment_until_the_reader_writes) {
    const auto insert = [&](int id) {
        database->MustWrite([id](Transaction& tx) { tx.Run(kInsert, {{"id", id}, {"text", "x"}, {"raw", std::nullopt}}); });
    };
    {
        const OneMoment moment;
        EXPECT_EQ(Count(), 0);
        std::thread([&] { insert(1); }).join();
        EXPECT_EQ(Count(), 0);
        database->Read([&](Transaction& tx) {
            EXPECT_EQ(tx.Count(kCount), 0);
            EXPECT_EQ(Count(), 1);  // a reading inside a reading has a connection of its own
            return 0;
        });
        insert(2);
        EXPECT_EQ(Count(), 2);
    }
    insert(3);
    EXPECT_EQ(Count(), 3);
}

TEST_P(Storage, reads_on_after_a_statement_that_failed) {
    static constexpr Statement kWrong{"test.wrong", "SELECT text FROM no_such_table"};
    const OneMoment moment;
    EXPECT_EQ(Count(), 0);
    EXPECT_THROW(database->Read([](Transaction& tx) { return tx.Count(kWrong); }), StorageError);
    EXPECT_EQ(Count(), 0);
}

TEST_P(Storage, takes_back_one_part_of_what_is_written_together) {
    const auto insert = [&](int id) {
        return [id](Transaction& tx) { tx.Run(kInsert, {{"id", id}, {"text", "x"}, {"raw", std::nullopt}}); };
    };
    int told = 0;
    database->Together([&] {
        database->MustWrite([&](Transaction& tx) {
            insert(1)(tx);
            tx.AfterCommit([&told] { ++told; });
        });
        const auto refused = database->InTransaction([&](Transaction& tx) -> Result<int> {
            insert(2)(tx);
            tx.AfterCommit([&told] { ++told; });
            return std::unexpected(Refusal{"NO", Say("không"), ""});
        });
        EXPECT_EQ(refused.error().code, "NO");
        EXPECT_THROW(database->MustWrite(insert(1)), ConstraintViolated);
        database->MustWrite(insert(3));
    });
    EXPECT_EQ(Count(), 2);
    EXPECT_EQ(told, 1);
    EXPECT_THROW(database->Together([&] {
        database->MustWrite([&](Transaction& tx) {
            insert(4)(tx);
            tx.AfterCommit([&told] { ++told; });
        });
        throw std::runtime_error("broken");
    }),
                 std::runtime_error);
    // Where each is a commit of its own it stands, and was told of.
    EXPECT_EQ(told, Count() - 1);
    EXPECT_EQ(Count(), GetParam() == Engine::sqlite ? 2 : 3);
    const auto before = Count();
    database->MustWrite(insert(2));
    EXPECT_EQ(Count(), before + 1) << "each for itself again";
}

TEST_P(Storage, refuses_a_transaction_inside_a_transaction) {
    EXPECT_THROW(database->MustWrite([&](Transaction&) { database->MustWrite([](Transaction&) {}); }), std::logic_error);
}

TEST_P(Storage, migrates_once_and_refuses_a_newer_schema) {
    EXPECT_EQ(Migrate(*database), 0);
    static constexpr Statement kFuture{"test.future",
                                       "INSERT INTO migration (number, path, applied_at) VALUES (999999, 'future', 0)"};
    database->MustWrite([](Transaction& tx) { tx.Run(kFuture); });
    EXPECT_EQ(Migrate(*database).error().code, "STORAGE_SCHEMA_TOO_NEW");
}

TEST_P(Storage, is_read_by_commands_of_its_own_schema_alone) {
    EXPECT_TRUE(RefuseOtherSchema(*database));
    static constexpr Statement kFuture{"test.future",
                                       "INSERT INTO migration (number, path, applied_at) VALUES (999999, 'future', 0)"};
    static constexpr Statement kPast{"test.past", "DELETE FROM migration WHERE number > 90"};
    database->MustWrite([](Transaction& tx) { tx.Run(kFuture); });
    EXPECT_NE(RefuseOtherSchema(*database).error().sentence.In(Language::english).find("newer"), std::string::npos);
    database->MustWrite([](Transaction& tx) { tx.Run(kPast); });
    EXPECT_NE(RefuseOtherSchema(*database).error().sentence.In(Language::english).find("dongson migrate"), std::string::npos);
}

TEST_P(Storage, applies_what_came_late_and_nothing_twice) {
    const auto step = [](int number, std::string_view sql) { return Migration{number, "late.sql", sql}; };
    const auto first = step(900001, "CREATE TABLE first (a BIGINT)"), late = step(900002, "CREATE TABLE late (a BIGINT)"),
               last = step(900003, "CREATE TABLE last (a BIGINT)"), next = step(900004, "CREATE TABLE next (a BIGINT)");
    EXPECT_EQ(Migrate(*database, {first, last}), 2);
    EXPECT_EQ(Migrate(*database, {first, late, last, next}), 2);
    EXPECT_EQ(Migrate(*database, {first, late, last, next}), 0);
    EXPECT_EQ(Migrate(*database, {first, step(900000, "CREATE TABLE before (a BIGINT)")}).error().code, "STORAGE_SCHEMA_TOO_NEW");
    static constexpr Statement kNone{"test.none", "SELECT COUNT(*) FROM before"};
    EXPECT_THROW(database->Read([](Transaction& tx) { return tx.Count(kNone); }), StorageError) << "an older program changed it";
}

TEST_P(Storage, has_no_two_migrations_of_one_number) {
    const auto migrations = Migrations(GetParam());
    EXPECT_GT(migrations.front().number, 0) << migrations.front().path;
    for (std::size_t index = 1; index < migrations.size(); ++index)
        EXPECT_LT(migrations[index - 1].number, migrations[index].number)
            << migrations[index - 1].path << " and " << migrations[index].path;
}

TEST_P(Storage, refuses_a_statement_whose_parameter_was_forgotten) {
    EXPECT_THROW(database->MustWrite([](Transaction& tx) { tx.Run(kInsert, {{"id", 1}, {"text", "x"}}); }), std::logic_error);
    EXPECT_THROW(database->Read([](Transaction& tx) { return tx.Count(kOne); }), std::logic_error);
    EXPECT_THROW(database->Read([](Transaction& tx) { return tx.Count(kCount, {{"id", 1}}); }), std::logic_error);
    EXPECT_EQ(Count(), 0);
}

INSTANTIATE_TEST_SUITE_P(Both, Storage, ::testing::Values(Sqlite, Postgres));

TEST(StorageErrors, are_told_as_what_they_are_and_faults_of_ours_not_at_all) {
    const auto code = [](const StorageError& error) {
        const auto refusal = RefusalOf(error);
        return refusal ? refusal->code : "";
    };
    EXPECT_EQ(code(StorageFull("x")), "STORAGE_FULL");
    EXPECT_EQ(code(StorageUnavailable("x")), "STORAGE_UNAVAILABLE");
    EXPECT_EQ(code(CommitUnknown("x")), "STORAGE_COMMIT_UNKNOWN");
    EXPECT_EQ(code(ConstraintViolated("x")), "");
    EXPECT_EQ(code(StorageError("x")), "");
}

// One call waits once, however often it tries: the tries were eight, and each waited as long.
TEST(PostgresPatience, is_one_for_all_tries) {
    using namespace std::chrono_literals;
    const FreshDatabase fresh(Postgres);
    auto settings = fresh.settings();
    settings.connections = 1;
    settings.patience = 1s;
    Database narrow(settings);
    const auto began = std::chrono::steady_clock::now();
    const auto refused =
        narrow.Read([&](Transaction&) { return narrow.InTransaction([](Transaction&) -> Result<int> { return 0; }).error(); });
    EXPECT_EQ(refused.code, "STORAGE_UNAVAILABLE");
    EXPECT_LT(std::chrono::steady_clock::now() - began, 6s);
    settings.url = "host=" + fresh.folder() + " user=nobody";
    EXPECT_THROW(Database away(settings), StorageUnavailable);
}

TEST(PostgresMigrations, take_as_long_as_they_take) {
    const FreshDatabase fresh(Postgres);
    static constexpr Statement kLimits{"test.limits",
                                       "SELECT current_setting('statement_timeout'), current_setting('lock_timeout')"};
    Database database(fresh.settings());
    database.backend().WithMigrationLock([](Connection& connection) {
        connection.Execute(kLimits, {}, [](Row& row) {
            EXPECT_EQ(row.Next<std::string>(), "0");
            EXPECT_EQ(row.Next<std::string>(), "0");
        });
    });
    database.Read([](Transaction& tx) {
        return tx.SelectOne(kLimits, {}, [](Row& row) {
            EXPECT_EQ(row.Next<std::string>(), "1min");
            return 0;
        });
    });
}

TEST(SqlitePatience, ends_in_a_refusal) {
    const FreshDatabase fresh(Sqlite);
    auto settings = fresh.settings();
    settings.patience = std::chrono::milliseconds(50);
    SqliteConnection another(settings, SqliteConnection::Mode::write);
    another.ExecuteScript("BEGIN IMMEDIATE");
    Database database(settings);
    EXPECT_EQ(database.InTransaction([](Transaction&) -> Result<int> { return 0; }).error().code, "STORAGE_UNAVAILABLE");
    another.ExecuteScript("COMMIT");
    EXPECT_TRUE(database.InTransaction([](Transaction&) -> Result<int> { return 0; }));
}

// The last reader goes on for nobody (docs/decisions/0043): nobody is told what it still sees, and the log is emptied meanwhile.
TEST(SqliteReaders, linger_without_a_trace) {
    constexpr int kCommits = 160, kRowsEach = 100;  // more than the log holds before it is copied, several times
    constexpr std::uintmax_t kMostOfLog = std::uintmax_t{12000} * 4096;
    LetReadersLinger(true);
    FreshDatabase database(Sqlite);
    database->MustWrite(
        [](Transaction& tx) { tx.connection().ExecuteScript("CREATE TABLE note (id BIGINT PRIMARY KEY, text TEXT, raw BLOB)"); });
    const std::string page(3000, 'x');
    for (int commit = 0; commit < kCommits; ++commit) {
        database->MustWrite([&](Transaction& tx) {
            for (int row = 0; row < kRowsEach; ++row)
                tx.Run(kInsert, {{"id", commit * kRowsEach + row}, {"text", page}, {"raw", std::nullopt}});
        });
        for (int reading = 0; reading < 2; ++reading)
            ASSERT_EQ(database->Read([](Transaction& tx) { return tx.Count(kCount); }), (commit + 1) * kRowsEach);
    }
    LetReadersLinger(false);
    EXPECT_LT(std::filesystem::file_size(database.settings().sqlite_path + "-wal"), kMostOfLog);
}

TEST(NumberParameters, numbers_each_name_once_and_leaves_quotes_alone) {
    std::vector<std::string> names;
    EXPECT_EQ(NumberParameters("SELECT $a, '$b', $c, $a", names), "SELECT $1, '$b', $2, $1");
    EXPECT_EQ(names, (std::vector<std::string>{"a", "c"}));
}

}  // namespace dongson::storage
