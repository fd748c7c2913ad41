#pragma once

#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "storage/database.h"

struct sqlite3;
struct sqlite3_stmt;

namespace dongson::storage {

// One sqlite3 handle with its prepared statements, cached by the statement's text.
class SqliteConnection final : public Connection {
  public:
    enum class Mode : unsigned char { read, write };
    SqliteConnection(const Settings& settings, Mode mode);
    ~SqliteConnection() override;

    Engine engine() const override { return Engine::sqlite; }
    std::int64_t Execute(const Statement& statement, Parameters parameters, const std::function<void(Row&)>& visit) override;
    void ExecuteScript(const std::string& sql) override;
    // True when SQLite itself gave up the whole transaction (a full disk, an input/output error).
    bool LostTransaction() const;
    // Since it was opened.
    std::int64_t RowsChanged() const;
    // For what has no word here: whole tables, typed as they lie there.
    sqlite3* handle() const { return handle_; }

  private:
    // A statement made ready once. Callers name its parameters in the same order each time: where each one goes is remembered.
    struct PreparedStatement {
        sqlite3_stmt* handle = nullptr;
        std::size_t parameters = 0;
        std::vector<std::pair<std::string, int>> places;
        int PlaceOf(std::size_t position, std::string_view name);
    };
    PreparedStatement& Prepared(const Statement& statement);
    [[noreturn]] void Fail(int code, std::string_view name) const;

    sqlite3* handle_ = nullptr;
    std::int64_t slow_ms_;
    std::unordered_map<const char*, PreparedStatement> prepared_;
};

}  // namespace dongson::storage
