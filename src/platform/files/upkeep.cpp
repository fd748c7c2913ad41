#include "platform/files/upkeep.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <mutex>
#include <set>

#include "core/bytes.h"
#include "core/stopping.h"

namespace dongson::files {

using storage::Row;
using storage::Statement;
using storage::Transaction;

namespace {

constexpr Statement kReferring{"files.referring_columns", R"(
    SELECT m.name, p.name, CASE WHEN p.name LIKE '%digest%' THEN 1 ELSE 0 END
      FROM sqlite_master m JOIN pragma_table_info(m.name) p
     WHERE m.type = 'table' AND m.name <> 'file' AND m.sql NOT LIKE 'CREATE VIRTUAL%'
       AND ((p.name LIKE '%file%' AND p.type LIKE '%INT%') OR (p.name LIKE '%digest%' AND p.type = 'TEXT')))",
                               R"(
    SELECT table_name, column_name, CASE WHEN column_name LIKE '%digest%' THEN 1 ELSE 0 END
      FROM information_schema.columns
     WHERE table_schema = current_schema() AND table_name <> 'file'
       AND ((column_name LIKE '%file%' AND data_type IN ('bigint', 'integer')) OR (column_name LIKE '%digest%' AND data_type = 'text')))"};
constexpr Statement kOld{"files.old", "SELECT id, digest FROM file WHERE added_at < $before ORDER BY id"};
constexpr Statement kDelete{"files.delete", "DELETE FROM file WHERE id = $id"};
constexpr Statement kOfDigest{"files.of_digest", "SELECT COUNT(*) FROM file WHERE digest = $digest"};
constexpr Statement kForgetDays{"files.forget_days", "DELETE FROM upload_day WHERE day < $day"};
constexpr Statement kFrom{"files.from", R"(
    SELECT digest, size FROM file WHERE id >= $from ORDER BY id LIMIT $most)"};
constexpr Statement kLast{"files.last", "SELECT COALESCE(MAX(id), 0) FROM file"};
constexpr Statement kFirst{"files.first", "SELECT COALESCE(MIN(id), 0) FROM file"};

struct Named {
    std::set<std::int64_t> ids;
    std::set<std::string, std::less<>> digests;
};

// Connections know a prepared statement by the address of its text: a text that is made must stay, once and for all.
const std::string& Lasting(std::string sql) {
    static std::mutex mutex;
    static std::set<std::string, std::less<>> texts;
    const std::lock_guard lock(mutex);
    return *texts.insert(std::move(sql)).first;
}

// Everything that any row calls a file.
Named NamedByAnybody(Transaction& tx) {
    struct Column {
        std::string table, name;
        bool digest;
    };
    const auto columns = tx.Select(kReferring, {}, [](Row& row) {
        Column column{row.Next<std::string>(), row.Next<std::string>(), false};
        column.digest = row.Next<std::int64_t>() == 1;
        return column;
    });
    Named named;
    for (const auto& column : columns) {
        const auto& sql = Lasting(fmt::format("SELECT DISTINCT {0} FROM {1} WHERE {0} IS NOT NULL", column.name, column.table));
        const Statement statement{"files.named", sql};
        if (column.digest)
            for (auto& digest : tx.Select(statement, {}, [](Row& row) { return row.Next<std::string>(); }))
                named.digests.insert(std::move(digest));
        else
            for (const auto id : tx.Select(statement, {}, [](Row& row) { return row.Next<std::int64_t>(); }))
                named.ids.insert(id);
    }
    return named;
}

bool OlderThanADay(const std::filesystem::path& path) {
    std::error_code error;
    const auto written = std::filesystem::last_write_time(path, error);
    return !error && std::filesystem::file_time_type::clock::now() - written > std::chrono::hours(24);
}

bool IsDigest(std::string_view name) {
    return name.size() == 64 && name.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

}  // namespace

Swept Sweep(storage::Database& database, const FileStore& files, Instant now) {
    Swept swept;
    Named named;
    database.MustWrite([&](Transaction& tx) {
        swept.records = 0;
        tx.Run(kForgetDays, {{"day", now.LocalDate() + -2}});
        named = NamedByAnybody(tx);
        for (const auto& [id, digest] : tx.Select(kOld, {{"before", now + -kDay}}, [](Row& row) {
                 const auto number = row.Next<std::int64_t>();
                 return std::pair(number, row.Next<std::string>());
             })) {
            if (named.ids.contains(id)) continue;
            const FileId file{id};
            if (tx.Attempt([&] { tx.Run(kDelete, {{"id", file}}); })) ++swept.records;
        }
    });
    std::error_code error;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(files.folder(), error)) {
        if (Stopping()) break;
        const auto name = entry.path().filename().string();
        const auto digest = name.substr(0, 64);
        if (!entry.is_regular_file(error) || !IsDigest(digest) || !OlderThanADay(entry.path())) continue;
        if (named.digests.contains(digest)) continue;
        const auto records = database.Read([&](Transaction& tx) { return tx.Count(kOfDigest, {{"digest", digest}}); });
        if (records > 0 || !OlderThanADay(entry.path())) continue;
        if (std::filesystem::remove(entry.path(), error)) ++swept.contents;
    }
    return swept;
}

std::vector<Damaged> CheckSome(storage::Database& database, const FileStore& files, int most) {
    const auto sample = database.Read([&](Transaction& tx) {
        const auto first = tx.Count(kFirst), last = tx.Count(kLast);
        std::uint64_t chance = 0;
        for (const auto byte : RandomBytes(7)) chance = chance << 8 | static_cast<unsigned char>(byte);
        const auto from = first + static_cast<std::int64_t>(chance % static_cast<std::uint64_t>(last - first + 1));
        const auto read = [](Row& row) {
            auto digest = row.Next<std::string>();
            return std::pair(std::move(digest), row.Next<std::int64_t>());
        };
        auto found = tx.Select(kFrom, {{"from", from}, {"most", most}}, read);
        // Few files are read whole each time.
        if (const auto left = most - static_cast<int>(found.size()); left > 0)
            for (auto& more : tx.Select(kFrom, {{"from", first}, {"most", left}}, read)) found.push_back(std::move(more));
        return found;
    });
    std::vector<Damaged> damaged;
    std::set<std::string, std::less<>> seen;
    for (const auto& [digest, size] : sample) {
        if (Stopping()) break;
        if (!seen.insert(digest).second) continue;
        std::error_code error;
        const auto bytes = std::filesystem::file_size(files.PathOf(digest), error);
        if (error)
            damaged.push_back({digest, "missing"});
        else if (static_cast<std::int64_t>(bytes) != size)
            damaged.push_back({digest, "has another size"});
        else if (DigestOfFile(files.PathOf(digest)) != digest)
            damaged.push_back({digest, "has other bytes"});
    }
    return damaged;
}

}  // namespace dongson::files
