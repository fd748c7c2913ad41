// The SQLite side of a move: a file that is read while writers are held away, or one that gets its name once it is whole.
#include <sqlite3.h>

#include <filesystem>
#include <map>

#include "core/write_file.h"
#include "storage/migrations.h"
#include "storage/move/move.h"
#include "storage/move/row_bytes.h"
#include "storage/move/schema.h"
#include "storage/sqlite/sqlite_connection.h"
#include "storage/sqlite/sqlite_tables.h"

namespace dongson::storage {

namespace {

namespace fs = std::filesystem;

constexpr Statement kHasMigrations{"storage.has_migrations", "SELECT COUNT(*) FROM sqlite_schema WHERE name = 'migration'"};
constexpr Statement kIndexes{"storage.indexes_of_sqlite",
                             "SELECT name, sql FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL ORDER BY rowid"};
constexpr Statement kSchema{"storage.schema_of_sqlite", "SELECT type || ' ' || name, COALESCE(sql, '') FROM sqlite_schema"};
constexpr Statement kReferences{"storage.broken_references",
                                "SELECT \"table\", COALESCE(rowid, 0), parent FROM pragma_foreign_key_check LIMIT 1"};

Settings SettingsOf(const std::string& path, bool durable) {
    constexpr auto kPatience = std::chrono::milliseconds(2000), kSlow = std::chrono::milliseconds(24 * 3600 * 1000);
    return {.sqlite_path = path, .slow_ms = kSlow.count(), .patience = kPatience, .durable = durable};
}

class SqliteSource final : public MoveSource {
  public:
    explicit SqliteSource(const std::string& path) : path_(path) {}

    Result<void> Hold() override {
        if (!fs::exists(path_)) return NoSource();
        connection_.emplace(SettingsOf(path_, true), SqliteConnection::Mode::write);
        try {
            connection_->ExecuteScript("BEGIN IMMEDIATE");
        } catch (const StorageUnavailable&) {
            return std::unexpected(
                Refusal{"MOVE_IN_USE", Say("another program writes to {1}; stop it first, then move", path_), ""});
        }
        bool ours = false;
        connection_->Execute(kHasMigrations, {}, [&](Row& row) { ours = row.Next<bool>(); });
        if (!ours) return NoSource();
        return HasThisSchema(*connection_);
    }
    Result<std::vector<Table>> Tables() override { return TablesOfSqlite(*connection_); }
    Result<void> Read(const Table& table, const std::function<void(std::string_view)>& visit) override {
        return ReadSqliteTable(connection_->handle(), table, visit);
    }

  private:
    std::unexpected<Refusal> NoSource() const {
        return std::unexpected(Refusal{"MOVE_NO_SOURCE", Say("{1} holds no database of this program", path_), ""});
    }
    std::string path_;
    std::optional<SqliteConnection> connection_;
};

class SqliteTarget final : public MoveTarget {
  public:
    explicit SqliteTarget(const std::string& path) : path_(path), unfinished_(UnfinishedMove(path)) {}
    ~SqliteTarget() override {
        sqlite3_finalize(insert_);
        connection_.reset();
        if (!committed_) RemoveUnfinished();
    }
    SqliteTarget(const SqliteTarget&) = delete;
    SqliteTarget& operator=(const SqliteTarget&) = delete;

    Result<void> Begin() override;
    Result<std::vector<Table>> Tables() override { return TablesOfSqlite(*connection_); }
    Result<void> Read(const Table& table, const std::function<void(std::string_view)>& visit) override {
        return ReadSqliteTable(connection_->handle(), table, visit);
    }
    void BeginTable(const Table& table) override;
    void Put(std::string_view row) override;
    void EndTable() override {
        sqlite3_finalize(insert_);
        insert_ = nullptr;
    }
    Result<void> Complete() override;
    void Commit() override;

  private:
    using Schema = std::map<std::string, std::string>;

    void RemoveUnfinished() const {
        std::error_code ignored;
        for (const auto* end : {"", "-wal", "-shm", "-journal"}) fs::remove(unfinished_ + end, ignored);
    }
    Schema ReadSchema() {
        Schema schema;
        connection_->Execute(kSchema, {}, [&](Row& row) {
            auto name = row.Next<std::string>();
            schema[std::move(name)] = row.Next<std::string>();
        });
        return schema;
    }
    void Check(int code) const {
        if (code != SQLITE_OK && code != SQLITE_DONE)
            throw StorageError(table_.name + ": " + sqlite3_errmsg(connection_->handle()));
    }
    void Bind(int place, ColumnKind kind, std::optional<std::string_view> field) const;

    std::string path_, unfinished_;
    std::optional<SqliteConnection> connection_;
    std::vector<std::string> indexes_;  // as they are made again
    Schema schema_;
    Table table_;
    sqlite3_stmt* insert_ = nullptr;
    bool committed_ = false;
};

Result<void> SqliteTarget::Begin() {
    for (const auto* end : {"", "-wal", "-journal"})
        if (fs::exists(path_ + end))
            return std::unexpected(
                Refusal{"MOVE_NOT_EMPTY",
                        Say("{1} is there already; put {2} elsewhere, with {2}-wal and {2}-shm where they are, then move",
                            path_ + end, path_),
                        ""});
    RemoveUnfinished();
    connection_.emplace(SettingsOf(unfinished_, false), SqliteConnection::Mode::write);
    // A file that counts only when it is whole needs no journal, and what is sorted for an index may be large; migrations run as
    // they always do.
    connection_->ExecuteScript(
        "PRAGMA journal_mode = OFF; PRAGMA locking_mode = EXCLUSIVE; PRAGMA cache_size = -65536; PRAGMA temp_store = FILE; BEGIN");
    MigrateWithin(*connection_, Migrations(Engine::sqlite), AppliedMigrations(*connection_));
    connection_->ExecuteScript("COMMIT; PRAGMA foreign_keys = OFF");
    sqlite3_db_config(connection_->handle(), SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, nullptr);
    connection_->ExecuteScript("BEGIN");
    schema_ = ReadSchema();
    std::vector<std::string> names;
    connection_->Execute(kIndexes, {}, [&](Row& row) {
        names.push_back(row.Next<std::string>());
        indexes_.push_back(row.Next<std::string>());
    });
    for (const auto& name : names) connection_->ExecuteScript("DROP INDEX " + Quoted(name));
    const auto tables = Tables();
    if (!tables) return std::unexpected(tables.error());
    for (const auto& table : *tables) connection_->ExecuteScript("DELETE FROM " + Quoted(table.name));
    return {};
}

void SqliteTarget::BeginTable(const Table& table) {
    table_ = table;
    std::string holes;
    for (std::size_t index = 0; index < table.columns.size(); ++index) holes += index == 0 ? "?" : ", ?";
    const auto sql = "INSERT INTO " + Quoted(table.name) + " (" + table.ColumnList() + ") VALUES (" + holes + ")";
    Check(sqlite3_prepare_v3(connection_->handle(), sql.c_str(), -1, SQLITE_PREPARE_PERSISTENT, &insert_, nullptr));
}

// What is bound lives until the row is in.
void SqliteTarget::Bind(int place, ColumnKind kind, std::optional<std::string_view> field) const {
    if (!field) return Check(sqlite3_bind_null(insert_, place));
    const auto size = static_cast<int>(field->size());
    switch (kind) {
        case ColumnKind::integer:
            return Check(sqlite3_bind_int64(insert_, place, RowFields::Integer(*field)));
        case ColumnKind::decimal:
            return Check(sqlite3_bind_double(insert_, place, RowFields::Decimal(*field)));
        case ColumnKind::text:
            return Check(sqlite3_bind_text(insert_, place, field->data(), size, SQLITE_STATIC));
        case ColumnKind::bytes:
            return Check(sqlite3_bind_blob(insert_, place, field->data(), size, SQLITE_STATIC));
    }
}

void SqliteTarget::Put(std::string_view row) {
    RowFields fields(row);
    for (std::size_t index = 0; index < table_.columns.size(); ++index)
        Bind(static_cast<int>(index) + 1, table_.columns[index].kind, fields.Next());
    Check(sqlite3_step(insert_));
    sqlite3_reset(insert_);
}

Result<void> SqliteTarget::Complete() {
    for (const auto& index : indexes_) connection_->ExecuteScript(index);
    if (ReadSchema() != schema_) throw StorageError("the schema is not the one it was before rows were copied");
    std::string broken;
    connection_->Execute(kReferences, {}, [&](Row& row) {
        broken = row.Next<std::string>() + " " + row.Next<std::string>();
        broken += " → " + row.Next<std::string>();
    });
    if (broken.empty()) return {};
    return std::unexpected(
        Refusal{"MOVE_REFERENCE", Say("a row refers to one that is not there: {1}; nothing was moved", broken), ""});
}

void SqliteTarget::Commit() {
    connection_->ExecuteScript("COMMIT");
    connection_.reset();
    RenameDurably(unfinished_, path_);
    committed_ = true;
}

}  // namespace

std::unique_ptr<MoveSource> MoveFromSqlite(const std::string& path) {
    return std::make_unique<SqliteSource>(path);
}

std::unique_ptr<MoveTarget> MoveToSqlite(const std::string& path) {
    return std::make_unique<SqliteTarget>(path);
}

}  // namespace dongson::storage
