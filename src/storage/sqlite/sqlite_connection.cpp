#include "storage/sqlite/sqlite_connection.h"

#include <fmt/format.h>
#include <sqlite3.h>

#include <chrono>

namespace dongson::storage {

namespace {

class SqliteRow final : public Row {
  public:
    explicit SqliteRow(sqlite3_stmt* statement) : statement_(statement) {}

  protected:
    bool Null(int column) override { return sqlite3_column_type(statement_, column) == SQLITE_NULL; }
    std::int64_t Number(int column) override { return sqlite3_column_int64(statement_, column); }
    double Decimal(int column) override { return sqlite3_column_double(statement_, column); }
    std::string Text(int column) override { return Bytes(column); }
    std::string Bytes(int column) override {
        const auto* bytes = static_cast<const char*>(sqlite3_column_blob(statement_, column));
        return {bytes == nullptr ? "" : bytes, static_cast<std::size_t>(sqlite3_column_bytes(statement_, column))};
    }

  private:
    sqlite3_stmt* statement_;
};

struct Bind {
    sqlite3_stmt* statement;
    int index;
    int operator()(std::monostate) const { return sqlite3_bind_null(statement, index); }
    int operator()(std::int64_t number) const { return sqlite3_bind_int64(statement, index, number); }
    int operator()(double number) const { return sqlite3_bind_double(statement, index, number); }
    int operator()(std::string_view text) const {
        return sqlite3_bind_text(statement, index, text.data() == nullptr ? "" : text.data(), static_cast<int>(text.size()),
                                 SQLITE_STATIC);
    }
    int operator()(const std::string& text) const { return (*this)(std::string_view(text)); }
    int operator()(Blob blob) const {
        return sqlite3_bind_blob(statement, index, blob.bytes.data() == nullptr ? "" : blob.bytes.data(),
                                 static_cast<int>(blob.bytes.size()), SQLITE_STATIC);
    }
};

// Leaves the statement ready for its next use whatever happens: an open one would hold the write-ahead log.
class ResetAtEnd {
  public:
    explicit ResetAtEnd(sqlite3_stmt* statement) : statement_(statement) {}
    ~ResetAtEnd() {
        sqlite3_reset(statement_);
        sqlite3_clear_bindings(statement_);
    }
    ResetAtEnd(const ResetAtEnd&) = delete;
    ResetAtEnd& operator=(const ResetAtEnd&) = delete;

  private:
    sqlite3_stmt* statement_;
};

// Statistics of memory are kept under one lock for the whole process, which every allocation of every reader would take.
void ConfigureOnce() {
    static const int configured = sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
    (void)configured;
}

}  // namespace

SqliteConnection::SqliteConnection(const Settings& settings, Mode mode) : slow_ms_(settings.slow_ms) {
    ConfigureOnce();
    const int flags = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
    if (const int code = sqlite3_open_v2(settings.sqlite_path.c_str(), &handle_, flags, nullptr); code != SQLITE_OK)
        Fail(code, settings.sqlite_path);
    sqlite3_extended_result_codes(handle_, 1);
    sqlite3_busy_timeout(handle_, static_cast<int>(settings.patience.count()));
    ExecuteScript("PRAGMA journal_mode = WAL");
    ExecuteScript(settings.durable ? "PRAGMA synchronous = FULL" : "PRAGMA synchronous = OFF");
    // 32 MB of log before it is copied into the tables: the pages everyone writes to are then copied once, not each time.
    ExecuteScript("PRAGMA wal_autocheckpoint = 8000");
    ExecuteScript("PRAGMA cache_size = -2000");
    ExecuteScript("PRAGMA foreign_keys = ON");
    ExecuteScript("PRAGMA temp_store = MEMORY");
    if (mode == Mode::read) ExecuteScript("PRAGMA query_only = ON");
}

SqliteConnection::~SqliteConnection() {
    for (const auto& [text, statement] : prepared_) sqlite3_finalize(statement.handle);
    sqlite3_close(handle_);
}

void SqliteConnection::Fail(int code, std::string_view name) const {
    const auto text = fmt::format("{}: {} ({})", name, handle_ == nullptr ? sqlite3_errstr(code) : sqlite3_errmsg(handle_), code);
    switch (code & 0xff) {
        case SQLITE_FULL:
            throw StorageFull(text);
        case SQLITE_CONSTRAINT:
            throw ConstraintViolated(text);
        case SQLITE_BUSY:  // SQLite has waited already as long as one may: to run it again would only make that twice as long
            throw StorageUnavailable(text);
        case SQLITE_IOERR:
            // A write that failed for want of room shows up as an input/output error on some file systems.
            if (code == SQLITE_IOERR_WRITE || code == SQLITE_IOERR_FSYNC || code == SQLITE_IOERR_SHMSIZE ||
                code == SQLITE_IOERR_TRUNCATE)
                throw StorageFull(text);
            throw StorageUnavailable(text);
        case SQLITE_CANTOPEN:
            throw StorageUnavailable(text);
        default:
            throw StorageError(text);
    }
}

SqliteConnection::PreparedStatement& SqliteConnection::Prepared(const Statement& statement) {
    auto& prepared = prepared_[statement.sql.data()];
    if (prepared.handle == nullptr) {
        const int code = sqlite3_prepare_v3(handle_, statement.sql.data(), static_cast<int>(statement.sql.size()),
                                            SQLITE_PREPARE_PERSISTENT, &prepared.handle, nullptr);
        if (code != SQLITE_OK) Fail(code, statement.name);
        prepared.parameters = static_cast<std::size_t>(sqlite3_bind_parameter_count(prepared.handle));
    }
    return prepared;
}

int SqliteConnection::PreparedStatement::PlaceOf(std::size_t position, std::string_view name) {
    if (position < places.size() && places[position].first == name) return places[position].second;
    const int index = sqlite3_bind_parameter_index(handle, ("$" + std::string(name)).c_str());
    if (index == 0) return 0;
    if (position >= places.size()) places.resize(position + 1);
    // A copy: SQLite frees its own names when a changed schema makes it prepare the statement again.
    places[position] = {std::string(name), index};
    return index;
}

std::int64_t SqliteConnection::Execute(const Statement& statement, Parameters parameters,
                                       const std::function<void(Row&)>& visit) {
    const auto started = std::chrono::steady_clock::now();
    auto& known = Prepared(statement);
    auto* prepared = known.handle;
    if (parameters.size() != known.parameters)
        throw std::logic_error(
            fmt::format("{}: {} parameters are given, {} are named", statement.name, parameters.size(), known.parameters));
    const ResetAtEnd reset(prepared);
    for (std::size_t position = 0; position < parameters.size(); ++position) {
        const auto& parameter = parameters[position];
        const int index = known.PlaceOf(position, parameter.name);
        if (index == 0) throw std::logic_error(fmt::format("{}: no parameter ${}", statement.name, parameter.name));
        if (const int code = std::visit(Bind{prepared, index}, parameter.value.held()); code != SQLITE_OK)
            Fail(code, statement.name);
    }
    SqliteRow row(prepared);
    int code = SQLITE_OK;
    while ((code = sqlite3_step(prepared)) == SQLITE_ROW) {
        row.Restart();
        if (visit) visit(row);
    }
    if (code != SQLITE_DONE) Fail(code, statement.name);
    LogIfSlow(statement.name,
              std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() - started).count(),
              slow_ms_);
    return sqlite3_changes64(handle_);
}

void SqliteConnection::ExecuteScript(const std::string& sql) {
    const int code = sqlite3_exec(handle_, sql.c_str(), nullptr, nullptr, nullptr);
    if (code != SQLITE_OK) Fail(code, sql.substr(0, 60));
}

std::int64_t SqliteConnection::RowsChanged() const {
    return sqlite3_total_changes64(handle_);
}

bool SqliteConnection::LostTransaction() const {
    return sqlite3_get_autocommit(handle_) != 0;
}

}  // namespace dongson::storage
