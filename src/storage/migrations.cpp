#include "storage/migrations.h"

#include <algorithm>
#include <charconv>

#include "core/embedded.h"
#include "core/text.h"

namespace dongson::storage {

namespace {

constexpr Statement kCreate{
    "storage.create_migrations",
    "CREATE TABLE IF NOT EXISTS migration (number BIGINT NOT NULL PRIMARY KEY, path TEXT NOT NULL, applied_at BIGINT NOT NULL)"};
constexpr Statement kApplied{"storage.applied_migrations", "SELECT number FROM migration"};
constexpr Statement kRecord{"storage.record_migration",
                            "INSERT INTO migration (number, path, applied_at) VALUES ($number, $path, $now)"};

// One dialect, three words of it said differently: bytes, a row's number (which SQLite keeps a table by only under this very
// name), and a table kept in the order of its key, which PostgreSQL does not have.
std::string InDialectOf(Engine engine, std::string sql) {
    if (engine == Engine::postgres) return ReplaceAll(ReplaceAll(std::move(sql), " BYTES", " BYTEA"), " WITHOUT ROWID", "");
    return ReplaceAll(ReplaceAll(std::move(sql), " BYTES", " BLOB"), "BIGINT NOT NULL PRIMARY KEY",
                      "INTEGER NOT NULL PRIMARY KEY");
}

}  // namespace

std::vector<Migration> Migrations(Engine engine) {
    std::vector<Migration> migrations;
    const std::string_view other = engine == Engine::sqlite ? ".postgres.sql" : ".sqlite.sql";
    for (const auto path : EmbeddedBelow("src/")) {
        if (!path.ends_with(".sql") || path.ends_with(other)) continue;
        const auto file = path.substr(path.rfind('/') + 1);
        int number = 0;
        std::from_chars(file.data(), file.data() + file.size(), number);
        migrations.push_back({number, path, Embedded(path)});
    }
    std::ranges::sort(migrations, {}, &Migration::number);
    return migrations;
}

Result<int> Migrate(Database& database) {
    return Migrate(database, Migrations(database.engine()));
}

std::set<std::int64_t> AppliedMigrations(Connection& connection) {
    std::set<std::int64_t> applied;
    connection.Execute(kCreate, {}, nullptr);
    connection.Execute(kApplied, {}, [&](Row& row) { applied.insert(row.Next<std::int64_t>()); });
    return applied;
}

int MigrateWithin(Connection& connection, const std::vector<Migration>& migrations, const std::set<std::int64_t>& applied) {
    int fresh = 0;
    for (const auto& migration : migrations) {
        if (applied.contains(migration.number)) continue;
        connection.ExecuteScript(InDialectOf(connection.engine(), std::string(migration.sql)));
        const Parameter parameters[] = {{"number", migration.number}, {"path", migration.path}, {"now", SystemClock().Now()}};
        connection.Execute(kRecord, parameters, nullptr);
        ++fresh;
    }
    return fresh;
}

Result<int> Migrate(Database& database, const std::vector<Migration>& migrations) {
    std::set<std::int64_t> applied;
    int fresh = 0;
    const auto too_new = [&] { return !applied.empty() && !migrations.empty() && *applied.rbegin() > migrations.back().number; };
    database.backend().WithMigrationLock([&](Connection& connection) {
        applied = AppliedMigrations(connection);
        if (!too_new()) fresh = MigrateWithin(connection, migrations, applied);
    });
    if (too_new())
        return std::unexpected(Refusal{"STORAGE_SCHEMA_TOO_NEW",
                                       Say("Cơ sở dữ liệu do bản chương trình mới hơn tạo ra (bước {1}); hãy chạy bản mới đó.",
                                           std::to_string(*applied.rbegin())),
                                       ""});
    return fresh;
}

Result<void> RefuseOtherSchema(Database& database) {
    std::set<std::int64_t> ours;
    for (const auto& migration : Migrations(database.engine())) ours.insert(migration.number);
    const auto numbers =
        database.Read([](Transaction& tx) { return tx.Select(kApplied, {}, [](Row& row) { return row.Next<std::int64_t>(); }); });
    const std::set applied(numbers.begin(), numbers.end());
    if (applied == ours) return {};
    return std::unexpected(
        Refusal{"STORAGE_SCHEMA_OTHER",
                !applied.empty() && *applied.rbegin() > *ours.rbegin()
                    ? Say("a newer program made this database; run this command of that one")
                    : Say("an older program made this database; bring it up to date with dongson migrate first"),
                ""});
}

}  // namespace dongson::storage
