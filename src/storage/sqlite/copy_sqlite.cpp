#include "storage/sqlite/copy_sqlite.h"

#include <sqlite3.h>

#include <memory>

#include "storage/database.h"

namespace dongson::storage {

namespace {

struct Close {
    void operator()(sqlite3* handle) const { sqlite3_close(handle); }
};
using Handle = std::unique_ptr<sqlite3, Close>;

Handle Open(const std::string& path, int flags) {
    sqlite3* handle = nullptr;
    const int code = sqlite3_open_v2(path.c_str(), &handle, flags, nullptr);
    Handle opened(handle);
    if (code != SQLITE_OK) throw StorageError(path + ": " + sqlite3_errstr(code));
    constexpr int kPatience = 10'000;
    sqlite3_busy_timeout(handle, kPatience);
    return opened;
}

}  // namespace

void CopySqlite(const std::string& from, const std::string& to) {
    const auto source = Open(from, SQLITE_OPEN_READONLY);
    const auto copy = Open(to, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE);
    auto* backup = sqlite3_backup_init(copy.get(), "main", source.get(), "main");
    if (backup == nullptr) throw StorageError(to + ": " + sqlite3_errmsg(copy.get()));
    // All pages in one step: one moment, and in WAL mode nobody waits for it.
    const int stepped = sqlite3_backup_step(backup, -1);
    const int finished = sqlite3_backup_finish(backup);
    if (stepped != SQLITE_DONE || finished != SQLITE_OK)
        throw StorageError(from + ": " + sqlite3_errstr(stepped != SQLITE_DONE ? stepped : finished));
    // The header says that a log stands beside it, which does not.
    char* error = nullptr;
    if (sqlite3_exec(copy.get(), "PRAGMA journal_mode = DELETE", nullptr, nullptr, &error) != SQLITE_OK) {
        const std::string said = error == nullptr ? "" : error;
        sqlite3_free(error);
        throw StorageError(to + ": " + said);
    }
}

}  // namespace dongson::storage
