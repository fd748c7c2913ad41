#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "storage/database.h"

struct pg_conn;
struct pg_result;

namespace dongson::storage {

// One libpq connection with its prepared statements. Named parameters become $1, $2 … once, when a statement is prepared.
class PostgresConnection final : public Connection {
  public:
    explicit PostgresConnection(const Settings& settings);
    ~PostgresConnection() override;

    Engine engine() const override { return Engine::postgres; }
    std::int64_t Execute(const Statement& statement, Parameters parameters, const std::function<void(Row&)>& visit) override;
    void ExecuteScript(const std::string& sql) override;
    bool Alive() const;

    // COPY … TO STDOUT: each message of it, which is a row.
    void CopyOut(const std::string& sql, const std::function<void(std::string_view)>& visit);
    // COPY … FROM STDIN: what is sent until it ends. A connection that does not come to the end is of no use any more.
    void BeginCopy(const std::string& sql);
    void SendCopy(std::string_view bytes);
    void EndCopy();

  private:
    struct Prepared {
        std::string name;
        std::vector<std::string> parameters;
    };
    const Prepared& Prepare(const Statement& statement);
    void FinishCopy();
    [[noreturn]] void Fail(pg_result* result, std::string_view name) const;

    pg_conn* handle_ = nullptr;
    std::int64_t slow_ms_;
    std::unordered_map<const char*, Prepared> prepared_;
};

// "$name" as "$1": the text PostgreSQL is given, and the names in the order of their numbers. Quoted text is left alone.
std::string NumberParameters(std::string_view sql, std::vector<std::string>& names);

}  // namespace dongson::storage
