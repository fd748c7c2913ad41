// The PostgreSQL side of a move: one transaction that reads, or one that makes everything and is nothing until it is committed.
#include <libpq-fe.h>

#include <algorithm>
#include <chrono>
#include <memory>
#include <ranges>
#include <thread>
#include <utility>

#include "core/text.h"
#include "storage/migrations.h"
#include "storage/move/move.h"
#include "storage/move/row_bytes.h"
#include "storage/move/schema.h"
#include "storage/postgres/postgres_connection.h"

namespace dongson::storage {

namespace {

using namespace std::string_view_literals;

constexpr Statement kColumns{"storage.columns_of_postgres", R"(
SELECT c.relname, a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull, COALESCE(array_position(k.conkey, a.attnum), 0)
  FROM pg_class c
  JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
  LEFT JOIN pg_constraint k ON k.conrelid = c.oid AND k.contype = 'p'
 WHERE c.relkind IN ('r', 'p') AND c.relnamespace = quote_ident(current_schema())::regnamespace AND c.relname <> 'migration'
 ORDER BY c.relname, a.attnum)"};
constexpr Statement kHasMigrations{"storage.has_migrations",
                                   "SELECT to_regclass(quote_ident(current_schema()) || '.migration') IS NOT NULL"};
constexpr Statement kAnyTable{"storage.any_table", R"(
SELECT relname FROM pg_class
 WHERE relkind IN ('r', 'p') AND relnamespace = quote_ident(current_schema())::regnamespace
 ORDER BY relname LIMIT 1)"};
constexpr Statement kEncoding{"storage.encoding", "SELECT current_setting('server_encoding'), COALESCE(current_schema(), '')"};
// Workers of the server itself are nobody's.
constexpr Statement kOthers{"storage.others", R"(
SELECT COUNT(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() AND usesysid IS NOT NULL)"};
// Who waits to write into a table of ours, which readers of a move hold.
constexpr Statement kWaiting{"storage.waiting", R"(
SELECT COUNT(*) FROM pg_locks l JOIN pg_class c ON c.oid = l.relation
 WHERE NOT l.granted AND c.relnamespace = quote_ident(current_schema())::regnamespace
   AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database()))"};
// How each is made again and how it is taken away, which is done from the last: what is referred to stands before what refers to
// it.
constexpr Statement kAside{"storage.aside", R"(
SELECT again, away FROM (
SELECT 1 AS rank, oid, format('ALTER TABLE %s ADD CONSTRAINT %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid)) AS again,
       format('ALTER TABLE %s DROP CONSTRAINT %I', conrelid::regclass, conname) AS away
  FROM pg_constraint WHERE connamespace = quote_ident(current_schema())::regnamespace AND contype = 'u'
 UNION ALL
SELECT 2, i.indexrelid, pg_get_indexdef(i.indexrelid), format('DROP INDEX %s', i.indexrelid::regclass)
  FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
 WHERE c.relnamespace = quote_ident(current_schema())::regnamespace
   AND NOT EXISTS (SELECT FROM pg_constraint k WHERE k.conindid = i.indexrelid AND k.contype IN ('p', 'u'))
 UNION ALL
SELECT 3, oid, format('ALTER TABLE %s ADD CONSTRAINT %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid)),
       format('ALTER TABLE %s DROP CONSTRAINT %I', conrelid::regclass, conname)
  FROM pg_constraint WHERE connamespace = quote_ident(current_schema())::regnamespace AND contype = 'f'
 UNION ALL
SELECT 4, t.oid, format('ALTER TABLE %s ENABLE TRIGGER %I', tgrelid::regclass, tgname),
       format('ALTER TABLE %s DISABLE TRIGGER %I', tgrelid::regclass, tgname)
  FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
 WHERE NOT tgisinternal AND c.relnamespace = quote_ident(current_schema())::regnamespace
) AS aside ORDER BY rank, oid)"};
// Everything that is beside the rows, as text: the same before and after.
constexpr Statement kSchema{"storage.schema_of_postgres", R"(
SELECT string_agg(what, E'\n' ORDER BY what) FROM (
SELECT conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid) AS what
  FROM pg_constraint WHERE connamespace = quote_ident(current_schema())::regnamespace
 UNION ALL SELECT pg_get_indexdef(indexrelid) FROM pg_index JOIN pg_class c ON c.oid = indexrelid
 WHERE c.relnamespace = quote_ident(current_schema())::regnamespace
 UNION ALL SELECT pg_get_triggerdef(t.oid) || tgenabled::text FROM pg_trigger t JOIN pg_class c ON c.oid = tgrelid
 WHERE NOT tgisinternal AND c.relnamespace = quote_ident(current_schema())::regnamespace) AS everything)"};

constexpr std::string_view kCopyHead("PGCOPY\n\377\r\n\0\0\0\0\0\0\0\0\0", 19);
constexpr std::string_view kCopyTail = "\377\377"sv;
constexpr std::size_t kPiece = 1 << 16;

Settings SettingsOf(const std::string& url) {
    constexpr std::int64_t kNeverSlow = 24LL * 3600 * 1000;
    return {.url = url, .slow_ms = kNeverSlow};
}

Result<std::vector<Table>> TablesOf(PostgresConnection& connection) {
    std::vector<Table> tables;
    std::vector<std::vector<std::pair<int, std::size_t>>> keys;
    std::string unknown;
    connection.Execute(kColumns, {}, [&](Row& row) {
        auto table = row.Next<std::string>(), name = row.Next<std::string>();
        const auto type = row.Next<std::string>();
        const bool never_null = row.Next<bool>();
        if (tables.empty() || tables.back().name != table) {
            tables.push_back({table, {}, {}});
            keys.emplace_back();
        }
        auto& columns = tables.back().columns;
        if (const int place = row.Next<int>(); place > 0) keys.back().emplace_back(place, columns.size());
        const auto kind = ColumnKindOf(type);
        if (!kind) unknown = table + "." + name + " " + type;
        columns.push_back({std::move(name), kind.value_or(ColumnKind::text), !never_null});
    });
    for (std::size_t index = 0; index < tables.size(); ++index) {
        std::ranges::sort(keys[index]);
        for (const auto& [place, column] : keys[index]) tables[index].key.push_back(column);
        if (keys[index].empty()) unknown = tables[index].name;
    }
    if (!unknown.empty())
        return std::unexpected(Refusal{
            "MOVE_UNKNOWN", Say("{1} cannot be moved: it has no key, or a type that this program does not know", unknown), ""});
    return tables;
}

std::string NamesOf(const std::vector<Table>& tables) {
    std::string names;
    for (const auto& table : tables) names += (names.empty() ? "" : ", ") + Quoted(table.name);
    return names;
}

// Texts in the order of their bytes, whatever the language of the database.
void ReadTable(PostgresConnection& connection, const Table& table, const std::function<void(std::string_view)>& visit) {
    std::string order;
    for (const auto index : table.key) {
        const auto& column = table.columns[index];
        order += (order.empty() ? "" : ", ") + Quoted(column.name) + (column.kind == ColumnKind::text ? " COLLATE \"C\"" : "");
    }
    bool head = true;
    connection.CopyOut("COPY (SELECT " + table.ColumnList() + " FROM " + Quoted(table.name) + " ORDER BY " + order +
                           ") TO STDOUT (FORMAT binary)",
                       [&](std::string_view message) {
                           if (std::exchange(head, false)) message.remove_prefix(kCopyHead.size());
                           if (!message.empty() && message != kCopyTail) visit(message);
                       });
}

class PostgresSource final : public MoveSource {
  public:
    explicit PostgresSource(const std::string& url) : connection_(SettingsOf(url)) {}

    Result<void> Hold() override {
        connection_.ExecuteScript(
            "SET client_encoding = 'UTF8'; SET statement_timeout = 0; SET idle_in_transaction_session_timeout = 0; SET work_mem = '64MB'");
        bool ours = false;
        connection_.Execute(kHasMigrations, {}, [&](Row& row) { ours = row.Next<bool>(); });
        if (!ours)
            return std::unexpected(Refusal{"MOVE_NO_SOURCE", Say("that PostgreSQL holds no database of this program"), ""});
        const auto tables = TablesOf(connection_);
        if (!tables) return std::unexpected(tables.error());
        // Held before the moment begins that everything is read of: what was written until then is in it.
        connection_.ExecuteScript("SET lock_timeout = '2s'; BEGIN ISOLATION LEVEL REPEATABLE READ");
        try {
            connection_.ExecuteScript("LOCK TABLE " + NamesOf(*tables) + " IN SHARE MODE");
        } catch (const StorageConflict&) {
            return std::unexpected(
                Refusal{"MOVE_IN_USE", Say("another program writes to that PostgreSQL; stop it first, then move"), ""});
        }
        return HasThisSchema(connection_);
    }
    Result<void> StillAlone() override {
        std::int64_t waiting = 0;
        connection_.Execute(kWaiting, {}, [&](Row& row) { waiting = row.Next<std::int64_t>(); });
        if (waiting == 0) return {};
        return std::unexpected(
            Refusal{"MOVE_IN_USE",
                    Say("{1} others came to that PostgreSQL to write; stop them and move again", std::to_string(waiting)), ""});
    }
    Result<std::vector<Table>> Tables() override { return TablesOf(connection_); }
    Result<void> Read(const Table& table, const std::function<void(std::string_view)>& visit) override {
        ReadTable(connection_, table, visit);
        return {};
    }

  private:
    PostgresConnection connection_;
};

class PostgresTarget final : public MoveTarget {
  public:
    explicit PostgresTarget(const std::string& url) : connection_(SettingsOf(url)) {}

    Result<void> Begin() override;
    Result<std::vector<Table>> Tables() override { return TablesOf(connection_); }
    Result<void> Read(const Table& table, const std::function<void(std::string_view)>& visit) override {
        ReadTable(connection_, table, visit);
        return {};
    }
    void BeginTable(const Table& table) override {
        // Nobody else can see a table that is made in this transaction: its rows need no look at them later.
        connection_.BeginCopy("COPY " + Quoted(table.name) + " (" + table.ColumnList() + ") FROM STDIN (FORMAT binary, FREEZE)");
        piece_ = kCopyHead;
    }
    void Put(std::string_view row) override {
        piece_ += row;
        if (piece_.size() >= kPiece) SendPiece();
    }
    void EndTable() override {
        piece_ += kCopyTail;
        SendPiece();
        connection_.EndCopy();
    }
    Result<void> Complete() override;
    void Commit() override {
        try {
            connection_.ExecuteScript("COMMIT");
        } catch (const StorageUnavailable& error) {
            throw CommitUnknown(error.what());
        }
    }

  private:
    Result<void> IsEmpty();
    std::string ReadSchema();
    void SendPiece() {
        connection_.SendCopy(piece_);
        piece_.clear();
    }

    PostgresConnection connection_;
    std::string piece_;
    std::vector<std::string> again_;  // what was put aside, in the order in which it is made again
    std::string schema_;
};

Result<void> PostgresTarget::IsEmpty() {
    std::string encoding, schema, table;
    connection_.Execute(kEncoding, {}, [&](Row& row) {
        encoding = row.Next<std::string>();
        schema = row.Next<std::string>();
    });
    if (encoding != "UTF8" || schema.empty())
        return std::unexpected(Refusal{
            "MOVE_TARGET", Say("the PostgreSQL database must be of the encoding UTF8, and have a schema to make tables in"), ""});
    connection_.Execute(kAnyTable, {}, [&](Row& row) { table = row.Next<std::string>(); });
    if (table.empty()) return {};
    return std::unexpected(
        Refusal{"MOVE_NOT_EMPTY",
                Say("the PostgreSQL database holds tables already ({1}); make a new one for the move (createdb)", table), ""});
}

std::string PostgresTarget::ReadSchema() {
    std::string schema;
    connection_.Execute(kSchema, {}, [&](Row& row) { schema = row.Next<std::string>(); });
    return schema;
}

Result<void> PostgresTarget::Begin() {
    // The lock of migrations: a program that starts on this database waits until this is done.
    connection_.ExecuteScript(
        "SET client_encoding = 'UTF8'; SET statement_timeout = 0; SET lock_timeout = 0; SET idle_in_transaction_session_timeout = 0; "
        "SET work_mem = '64MB'; SET maintenance_work_mem = '256MB'; BEGIN; SELECT pg_advisory_xact_lock(7302023)");
    if (auto empty = IsEmpty(); !empty) return empty;
    MigrateWithin(connection_, Migrations(Engine::postgres), AppliedMigrations(connection_));
    schema_ = ReadSchema();
    const auto tables = Tables();
    if (!tables) return std::unexpected(tables.error());
    std::vector<std::string> away;
    connection_.Execute(kAside, {}, [&](Row& row) {
        again_.push_back(row.Next<std::string>());
        away.push_back(row.Next<std::string>());
    });
    for (const auto& each : away | std::views::reverse) connection_.ExecuteScript(each);
    // What migrations put in. Deleted, not truncated, for which the server would wait for its disk at every table.
    for (const auto& table : *tables) connection_.ExecuteScript("DELETE FROM " + Quoted(table.name));
    return {};
}

Result<void> PostgresTarget::Complete() {
    try {
        for (const auto& each : again_) connection_.ExecuteScript(each);
    } catch (const ConstraintViolated& error) {
        return std::unexpected(
            Refusal{"MOVE_REFERENCE", Say("a row refers to one that is not there: {1}; nothing was moved", error.what()), ""});
    }
    if (ReadSchema() != schema_) throw StorageError("the schema is not the one it was before rows were copied");
    connection_.ExecuteScript("ANALYZE");
    return {};
}

}  // namespace

std::unique_ptr<MoveSource> MoveFromPostgres(const std::string& url) {
    return std::make_unique<PostgresSource>(url);
}

std::unique_ptr<MoveTarget> MoveToPostgres(const std::string& url) {
    return std::make_unique<PostgresTarget>(url);
}

std::optional<PostgresAddress> PostgresAddressOf(const std::string& url) {
    char* wrong = nullptr;
    const std::unique_ptr<PQconninfoOption, void (*)(PQconninfoOption*)> options(PQconninfoParse(url.c_str(), &wrong),
                                                                                 PQconninfoFree);
    PQfreemem(wrong);
    if (!options) return std::nullopt;
    // A password with @, / or : that is not written as %40, %2F, %3A runs on into host or port, and would be printed with them.
    for (const auto* option = options.get(); option->keyword != nullptr; ++option) {
        const std::string_view keyword = option->keyword, value = option->val == nullptr ? "" : option->val;
        if (keyword == "host" && value.find('@') != std::string_view::npos) return std::nullopt;
        if (keyword == "port" && value.find_first_not_of("0123456789,") != std::string_view::npos) return std::nullopt;
    }
    PostgresAddress address;
    for (const auto* option = options.get(); option->keyword != nullptr; ++option) {
        if (option->val == nullptr) continue;
        if (std::string_view(option->dispchar) == "*") {
            address.has_secret = true;
            continue;
        }
        const std::string value = option->val;
        const bool plain = !value.empty() && value.find_first_of(" '\\") == std::string::npos;
        const auto quoted = plain ? value : "'" + ReplaceAll(ReplaceAll(value, "\\", "\\\\"), "'", "\\'") + "'";
        address.shown += (address.shown.empty() ? "" : " ") + std::string(option->keyword) + "=" + quoted;
    }
    return address;
}

std::int64_t OthersOnPostgres(const std::string& url) {
    PostgresConnection connection(SettingsOf(url));
    constexpr int kTries = 20;
    constexpr auto kPause = std::chrono::milliseconds(100);
    std::int64_t others = 0;
    for (int attempt = 0; attempt < kTries; ++attempt) {
        if (attempt > 0) std::this_thread::sleep_for(kPause);
        connection.Execute(kOthers, {}, [&](Row& row) { others = row.Next<std::int64_t>(); });
        if (others == 0) break;
    }
    return others;
}

}  // namespace dongson::storage
