// Every table there is goes to PostgreSQL and back, with the values that are hardest to carry; the tables come from the
// catalogue, so that a new one is moved by this test on the day it is made.
#include "storage/move/move.h"

#include <gtest/gtest.h>
#include <sqlite3.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <set>

#include "core/bytes.h"
#include "storage/migrations.h"
#include "storage/postgres/postgres_connection.h"
#include "storage/sqlite/sqlite_connection.h"
#include "storage/sqlite/sqlite_tables.h"
#include "storage/testing/databases.h"

namespace dongson::storage {

namespace {

using testing::FreshDatabase;
using testing::Postgres;
using testing::Sqlite;

constexpr int kRows = 6;
constexpr std::string_view kTablesThere =
    "SELECT COUNT(*) FROM pg_class WHERE relkind = 'r' AND relnamespace = current_schema()::regnamespace";
const auto kQuiet = [](MoveStep, const MovedTable&) {};

// An empty PostgreSQL of its own, and a folder for files of SQLite.
class Elsewhere {
  public:
    Elsewhere() : schema_("m" + Hex(RandomBytes(6))), folder_(std::filesystem::temp_directory_path() / ("dongson-" + schema_)) {
        std::filesystem::create_directories(folder_);
        base_ = std::getenv("DONGSON_TEST_POSTGRES");
        PostgresConnection({.url = base_}).ExecuteScript("CREATE SCHEMA " + schema_);
    }
    ~Elsewhere() {
        PostgresConnection({.url = base_}).ExecuteScript("DROP SCHEMA " + schema_ + " CASCADE");
        std::filesystem::remove_all(folder_);
    }
    Elsewhere(const Elsewhere&) = delete;
    Elsewhere& operator=(const Elsewhere&) = delete;

    std::string url() const { return base_ + " options='-c search_path=" + schema_ + "'"; }
    std::string file() const { return folder_ / "dongson.db"; }
    std::string schema() const { return schema_; }

  private:
    std::string schema_, base_;
    std::filesystem::path folder_;
};

void Script(const std::string& path, const std::string& sql) {
    SqliteConnection connection({.sqlite_path = path}, SqliteConnection::Mode::write);
    connection.ExecuteScript("PRAGMA foreign_keys = OFF; " + sql);
}

// As SQL writes it, for the row of that number: no two rows have the same, and what names something is the row's own number, so
// that every reference is met.
std::string ValueOf(const Column& column, int row) {
    const auto number = std::to_string(row + 1);
    if (column.may_be_null && row == 2) return "NULL";
    switch (column.kind) {
        case ColumnKind::integer: {
            static const char* const kHard[] = {"0", "-1", "9223372036854775807", "-9223372036854775807 - 1", "4294967296", "1"};
            return column.name == "id" || column.name.ends_with("_id") ? number : kHard[row];
        }
        case ColumnKind::decimal: {
            static const char* const kHard[] = {"0.1", "-0.0", "1e308", "5e-324", "9007199254740993.0", "3.0"};
            return kHard[row];
        }
        case ColumnKind::text: {
            static const char* const kHard[] = {"''",
                                                "'Nguyễn Thị Hoà'",
                                                "'{\"a\": [1, \"\\n\\t\\\\\"]}'",
                                                "' ' || char(9, 10, 13, 127, 1)",
                                                "char(128512, 65533) || '''\\N\\.'",
                                                "'zz'"};
            return kHard[row];
        }
        case ColumnKind::bytes: {
            static const char* const kHard[] = {"x''", "x'00'", "x'00ff5c7800'", "x'ffffffff'", "randomblob(100000)", "x'0a'"};
            // An index of PostgreSQL takes less than three thousand bytes.
            return row == 4 && column.name.ends_with("digest") ? "randomblob(32)" : kHard[row];
        }
    }
    return "NULL";
}

std::vector<Table> TablesAt(const std::string& path) {
    SqliteConnection connection({.sqlite_path = path}, SqliteConnection::Mode::write);
    return TablesOfSqlite(connection).value();
}

void Fill(const std::string& path) {
    for (const auto& table : TablesAt(path)) {
        std::string sql = "DELETE FROM " + Quoted(table.name) + ";";
        for (int row = 0; row < kRows; ++row) {
            std::string values;
            for (const auto& column : table.columns) values += (values.empty() ? "" : ", ") + ValueOf(column, row);
            sql += "INSERT INTO " + Quoted(table.name) + " (" + table.ColumnList() + ") VALUES (" + values + ");";
        }
        Script(path, sql);
    }
    // As triggers left them, they are among the content.
    Script(
        path,
        "DELETE FROM work_mark; INSERT INTO work_mark (unit_id, capability, mark) SELECT unit_id, capability, random() FROM work_item");
}

// SQLite's own word for it, which knows nothing of sums: rows of either file that the other has not.
std::int64_t DifferentRows(const std::string& one, const std::string& other, const Table& table) {
    static std::set<std::string> texts;  // a connection knows its statements by where their text lies
    std::int64_t count = -1;
    SqliteConnection connection({.sqlite_path = one}, SqliteConnection::Mode::write);
    connection.ExecuteScript("ATTACH '" + other + "' AS other");
    const auto rows = [&](const std::string& from) {
        return "SELECT " + table.ColumnList() + " FROM " + from + "." + Quoted(table.name);
    };
    const auto& text = *texts
                            .insert("SELECT (SELECT COUNT(*) FROM (" + rows("main") + " EXCEPT " + rows("other") +
                                    ")) + (SELECT COUNT(*) FROM (" + rows("other") + " EXCEPT " + rows("main") + "))")
                            .first;
    connection.Execute({"test.different", text}, {}, [&](Row& row) { count = row.Next<std::int64_t>(); });
    return count;
}

std::int64_t PostgresCount(const std::string& url, std::string_view sql) {
    std::int64_t count = -1;
    PostgresConnection({.url = url}).Execute({"test.count", sql}, {}, [&](Row& row) { count = row.Next<std::int64_t>(); });
    return count;
}

std::string SchemaText(Engine engine, const std::string& where) {
    std::string text;
    const auto append = [&](Row& row) { text += row.Next<std::string>() + "\n"; };
    if (engine == Engine::sqlite)
        SqliteConnection({.sqlite_path = where}, SqliteConnection::Mode::write)
            .Execute({"test.schema", "SELECT COALESCE(sql, name) FROM sqlite_schema ORDER BY type, name"}, {}, append);
    else
        PostgresConnection({.url = where})
            .Execute(
                {"test.schema",
                 "SELECT pg_get_indexdef(indexrelid) FROM pg_index JOIN pg_class c ON c.oid = indexrelid "
                 "WHERE relnamespace = current_schema()::regnamespace "
                 "UNION ALL SELECT conname || ' ' || conrelid::regclass || ' ' || pg_get_constraintdef(oid) FROM pg_constraint "
                 "WHERE connamespace = current_schema()::regnamespace "
                 "UNION ALL SELECT pg_get_triggerdef(t.oid) || tgenabled::text FROM pg_trigger t JOIN pg_class c ON c.oid = tgrelid "
                 "WHERE NOT tgisinternal AND relnamespace = current_schema()::regnamespace ORDER BY 1"},
                {}, append);
    return text;
}

Result<std::vector<MovedTable>> ToPostgres(const std::string& file, const Elsewhere& elsewhere) {
    return Move(*MoveFromSqlite(file), *MoveToPostgres(elsewhere.url()), kQuiet);
}

}  // namespace

TEST(Move, EveryTableThereAndBack) {
    FreshDatabase before(Sqlite);
    const auto file = before.settings().sqlite_path;
    Fill(file);
    const Elsewhere elsewhere;
    const auto there = ToPostgres(file, elsewhere);
    ASSERT_TRUE(there) << there.error().sentence.vietnamese;
    const auto tables = TablesAt(file);
    ASSERT_EQ(there->size(), tables.size());
    for (const auto& table : *there) EXPECT_EQ(table.rows, kRows) << table.name;
    const auto back = Move(*MoveFromPostgres(elsewhere.url()), *MoveToSqlite(elsewhere.file()), kQuiet);
    ASSERT_TRUE(back) << back.error().sentence.vietnamese;
    EXPECT_EQ(*there, *back);
    for (const auto& table : tables) EXPECT_EQ(DifferentRows(file, elsewhere.file(), table), 0) << table.name;
    EXPECT_FALSE(std::filesystem::exists(UnfinishedMove(elsewhere.file())));
}

TEST(Move, LeavesTheSchemaThatMigrationsMake) {
    FreshDatabase sqlite(Sqlite), postgres(Postgres);
    const Elsewhere elsewhere;
    ASSERT_TRUE(ToPostgres(sqlite.settings().sqlite_path, elsewhere));
    const auto own = [](std::string text, const std::string& schema) {
        for (auto at = text.find(schema); at != std::string::npos; at = text.find(schema, at + 1))
            text.replace(at, schema.size(), "HERE.");
        return text;
    };
    EXPECT_EQ(own(SchemaText(Postgres, elsewhere.url()), elsewhere.schema() + "."),
              own(SchemaText(Postgres, postgres.settings().url), "public."));
    ASSERT_TRUE(Move(*MoveFromPostgres(elsewhere.url()), *MoveToSqlite(elsewhere.file()), kQuiet));
    EXPECT_EQ(SchemaText(Sqlite, elsewhere.file()), SchemaText(Sqlite, sqlite.settings().sqlite_path));
    Database moved({.sqlite_path = elsewhere.file()});
    EXPECT_EQ(Migrate(moved), 0);
    Database other({.url = elsewhere.url()});
    EXPECT_EQ(Migrate(other), 0);
    // Ids are the program's (decision 4). With the first sequence a move would have to set it.
    EXPECT_EQ(
        PostgresCount(elsewhere.url(),
                      "SELECT COUNT(*) FROM pg_class WHERE relkind = 'S' AND relnamespace = current_schema()::regnamespace"),
        0);
}

TEST(Move, TriggersWorkAgainOnBoth) {
    FreshDatabase before(Sqlite);
    Fill(before.settings().sqlite_path);
    const Elsewhere elsewhere;
    ASSERT_TRUE(ToPostgres(before.settings().sqlite_path, elsewhere));
    ASSERT_TRUE(Move(*MoveFromPostgres(elsewhere.url()), *MoveToSqlite(elsewhere.file()), kQuiet));
    constexpr Statement kMark{"test.mark", "SELECT mark FROM work_mark WHERE unit_id = 2"};
    constexpr Statement kChange{"test.change", "UPDATE work_item SET fresh = 1 WHERE unit_id = 2"};
    for (const auto& settings : {Settings{.url = elsewhere.url()}, Settings{.sqlite_path = elsewhere.file()}}) {
        Database database(settings);
        const auto mark = [&] { return database.Read([&](Transaction& tx) { return tx.Count(kMark); }); };
        const auto was = mark();
        database.MustWrite([&](Transaction& tx) { tx.Run(kChange); });
        EXPECT_NE(mark(), was);
    }
}

TEST(Move, NamesTheRowThatPostgresCannotHold) {
    FreshDatabase before(Sqlite);
    const auto file = before.settings().sqlite_path;
    const auto tables = TablesAt(file);
    const auto books = std::ranges::find(tables, "number_book", &Table::name);
    ASSERT_NE(books, tables.end());
    const auto refused = [&](const std::string& book, const std::string& newest) {
        Script(file, "DELETE FROM number_book; INSERT INTO number_book (book, newest) VALUES (" + book + ", " + newest + ")");
        const auto source = MoveFromSqlite(file);
        EXPECT_TRUE(source->Hold());
        const auto read = source->Read(*books, [](std::string_view) {});
        return read ? "" : read.error().code + " " + read.error().sentence.In(Language::english);
    };
    EXPECT_EQ(
        refused("'a' || char(0) || 'b'", "1"),
        "MOVE_VALUE number_book (book a␀b): book has the character U+0000, which PostgreSQL cannot hold; nothing was moved");
    EXPECT_EQ(refused("CAST(x'ff41' AS TEXT)", "1"),
              "MOVE_VALUE number_book (book \\xff41): book is not UTF-8; nothing was moved");
    EXPECT_EQ(refused("'2026'", "1.5"), "MOVE_VALUE number_book (book 2026): newest is no whole number; nothing was moved");
    EXPECT_EQ(refused("x'41'", "1"), "MOVE_VALUE number_book (book \\x41): book is not kept as text; nothing was moved");
    EXPECT_EQ(refused("'2026'", "1"), "");
}

TEST(Move, RefusesAndLeavesNothing) {
    FreshDatabase before(Sqlite);
    const auto file = before.settings().sqlite_path;
    const Elsewhere elsewhere;
    const auto refused = [&](const std::string& sql) {
        Script(file, sql);
        const auto moved = ToPostgres(file, elsewhere);
        EXPECT_EQ(PostgresCount(elsewhere.url(), kTablesThere), 0);
        return moved ? "" : moved.error().code + " " + moved.error().sentence.In(Language::english);
    };
    EXPECT_TRUE(
        refused("INSERT INTO rating (dossier_id, answers, remark, at) VALUES (5, '', '', 1)").starts_with("MOVE_REFERENCE"));
    EXPECT_TRUE(
        refused("DELETE FROM rating; CREATE TABLE of_somebody (id INTEGER NOT NULL PRIMARY KEY)").starts_with("MOVE_SCHEMA"));
    EXPECT_TRUE(refused("DROP TABLE of_somebody; DELETE FROM migration WHERE number = 74").contains("dongson migrate"));
    EXPECT_TRUE(refused("INSERT INTO migration VALUES (74, '', 1), (9999, '', 1)").contains("newer program"));
}

TEST(Move, IsNotMadeOverAnything) {
    FreshDatabase before(Sqlite), full(Postgres);
    const auto file = before.settings().sqlite_path;
    const auto over = Move(*MoveFromSqlite(file), *MoveToPostgres(full.settings().url), kQuiet);
    ASSERT_FALSE(over);
    EXPECT_EQ(over.error().code, "MOVE_NOT_EMPTY");
    const auto other = Move(*MoveFromPostgres(full.settings().url), *MoveToSqlite(file), kQuiet);
    ASSERT_FALSE(other);
    EXPECT_EQ(other.error().code, "MOVE_NOT_EMPTY");
    EXPECT_FALSE(std::filesystem::exists(UnfinishedMove(file)));
    const Elsewhere elsewhere;
    EXPECT_EQ(Move(*MoveFromPostgres(elsewhere.url()), *MoveToSqlite(elsewhere.file()), kQuiet).error().code, "MOVE_NO_SOURCE");
    EXPECT_EQ(Move(*MoveFromSqlite(elsewhere.file()), *MoveToPostgres(elsewhere.url()), kQuiet).error().code, "MOVE_NO_SOURCE");
}

TEST(Move, WaitsForNoWriterAndHoldsThemAway) {
    FreshDatabase before(Sqlite), from(Postgres);
    const Elsewhere elsewhere;
    SqliteConnection writer({.sqlite_path = before.settings().sqlite_path}, SqliteConnection::Mode::write);
    writer.ExecuteScript("BEGIN IMMEDIATE");
    EXPECT_EQ(ToPostgres(before.settings().sqlite_path, elsewhere).error().code, "MOVE_IN_USE");
    PostgresConnection other(from.settings());
    other.ExecuteScript("BEGIN; INSERT INTO number_book (book, newest) VALUES ('a', 1)");
    EXPECT_EQ(Move(*MoveFromPostgres(from.settings().url), *MoveToSqlite(elsewhere.file()), kQuiet).error().code, "MOVE_IN_USE");
}

namespace {

// A target that keeps something else than it was given.
class Forgetful final : public MoveTarget {
  public:
    Forgetful(const std::string& path, std::string table, bool changes)
        : inner_(MoveToSqlite(path)), table_(std::move(table)), changes_(changes) {}
    Result<void> Begin() override { return inner_->Begin(); }
    Result<std::vector<Table>> Tables() override { return inner_->Tables(); }
    Result<void> Read(const Table& table, const std::function<void(std::string_view)>& visit) override {
        return inner_->Read(table, visit);
    }
    void BeginTable(const Table& table) override {
        here_ = table.name == table_;
        inner_->BeginTable(table);
    }
    void Put(std::string_view row) override {
        if (!std::exchange(here_, false)) return inner_->Put(row);
        std::string changed(row);
        changed.back() ^= 1;
        if (changes_) inner_->Put(changed);
    }
    void EndTable() override { inner_->EndTable(); }
    Result<void> Complete() override { return inner_->Complete(); }
    void Commit() override { inner_->Commit(); }

  private:
    std::unique_ptr<MoveTarget> inner_;
    std::string table_;
    bool changes_, here_ = false;
};

}  // namespace

TEST(Move, ARowThatIsLostOrChangedIsFound) {
    FreshDatabase before(Sqlite);
    Fill(before.settings().sqlite_path);
    const Elsewhere elsewhere;
    for (const bool changes : {false, true}) {
        Forgetful target(elsewhere.file(), "number_book", changes);
        const auto moved = Move(*MoveFromSqlite(before.settings().sqlite_path), target, kQuiet);
        ASSERT_FALSE(moved);
        EXPECT_EQ(moved.error().code, "MOVE_DIFFERS") << moved.error().sentence.vietnamese;
    }
    EXPECT_FALSE(std::filesystem::exists(elsewhere.file()));
}

TEST(Move, SaysWhereAndNoPassword) {
    const auto address =
        PostgresAddressOf("postgres://hoa:b%C3%AD%20m%E1%BA%ADt@db.vidu.vn:5433/tinh?sslmode=require&application_name=a%20b");
    ASSERT_TRUE(address);
    EXPECT_TRUE(address->has_secret);
    EXPECT_EQ(address->shown, "user=hoa dbname=tinh host=db.vidu.vn port=5433 application_name='a b' sslmode=require");
    EXPECT_FALSE(PostgresAddressOf("host=/run/x dbname=y")->has_secret);
    EXPECT_FALSE(PostgresAddressOf("tinh"));
}

}  // namespace dongson::storage
