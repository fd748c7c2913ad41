#include "storage/postgres/postgres_connection.h"

#include <fmt/format.h>
#include <libpq-fe.h>

#include <algorithm>
#include <charconv>
#include <chrono>

#include "core/bytes.h"

namespace dongson::storage {

namespace {

struct Clear {
    void operator()(PGresult* result) const { PQclear(result); }
};
using ResultPtr = std::unique_ptr<PGresult, Clear>;

class PostgresRow final : public Row {
  public:
    PostgresRow(PGresult* result, int row) : result_(result), row_(row) {}

  protected:
    bool Null(int column) override { return PQgetisnull(result_, row_, column) != 0; }
    std::int64_t Number(int column) override {
        const auto text = View(column);
        if (text == "t") return 1;
        std::int64_t value = 0;
        std::from_chars(text.data(), text.data() + text.size(), value);
        return value;
    }
    double Decimal(int column) override { return std::strtod(PQgetvalue(result_, row_, column), nullptr); }
    std::string Text(int column) override { return std::string(View(column)); }
    std::string Bytes(int column) override {
        const auto text = View(column);
        return text.starts_with("\\x") ? FromHex(text.substr(2)).value_or("") : std::string(text);
    }

  private:
    std::string_view View(int column) const {
        return {PQgetvalue(result_, row_, column), static_cast<std::size_t>(PQgetlength(result_, row_, column))};
    }
    PGresult* result_;
    int row_;
};

// A parameter in the form libpq wants: text, or bytes for a blob.
struct Wire {
    std::string owned;
    const char* bytes = nullptr;
    int length = 0;
    int format = 0;

    void operator()(std::monostate) {}
    void operator()(std::int64_t number) { Text(std::to_string(number)); }
    void operator()(double number) { Text(fmt::format("{}", number)); }
    void operator()(std::string_view text) { Text(std::string(text)); }
    void operator()(const std::string& text) { Text(text); }
    void operator()(Blob blob) {
        bytes = blob.bytes.data() == nullptr ? "" : blob.bytes.data();
        length = static_cast<int>(blob.bytes.size());
        format = 1;
    }
    void Text(std::string text) {
        owned = std::move(text);
        bytes = owned.c_str();
        length = static_cast<int>(owned.size());
    }
};

}  // namespace

std::string NumberParameters(std::string_view sql, std::vector<std::string>& names) {
    std::string numbered;
    bool quoted = false;
    for (std::size_t at = 0; at < sql.size(); ++at) {
        const char c = sql[at];
        if (c == '\'') quoted = !quoted;
        if (c != '$' || quoted) {
            numbered += c;
            continue;
        }
        auto end = at + 1;
        while (end < sql.size() && (std::isalnum(static_cast<unsigned char>(sql[end])) || sql[end] == '_')) ++end;
        const std::string name(sql.substr(at + 1, end - at - 1));
        auto found = std::ranges::find(names, name);
        if (found == names.end()) found = names.insert(names.end(), name);
        numbered += fmt::format("${}", found - names.begin() + 1);
        at = end - 1;
    }
    return numbered;
}

namespace {

// What stands in the URL comes after, and counts more. A server that says nothing at all is away as well.
PGconn* Connect(const Settings& settings) {
    const auto seconds = std::to_string(std::max<std::int64_t>(2, settings.patience.count() / 1000));
    const char* const keywords[] = {"connect_timeout", "dbname", nullptr};
    const char* const values[] = {seconds.c_str(), settings.url.c_str(), nullptr};
    return PQconnectdbParams(keywords, values, 1);
}

}  // namespace

PostgresConnection::PostgresConnection(const Settings& settings) : handle_(Connect(settings)), slow_ms_(settings.slow_ms) {
    if (PQstatus(handle_) != CONNECTION_OK) {
        const std::string text = PQerrorMessage(handle_);
        PQfinish(handle_);
        throw StorageUnavailable(text);
    }
    PQsetNoticeProcessor(handle_, [](void*, const char*) {}, nullptr);
    ExecuteScript(
        "SET client_min_messages = warning; SET timezone = 'UTC'; SET lock_timeout = '10s'; SET statement_timeout = '60s'");
}

PostgresConnection::~PostgresConnection() {
    PQfinish(handle_);
}

bool PostgresConnection::Alive() const {
    return PQstatus(handle_) == CONNECTION_OK;
}

void PostgresConnection::Fail(PGresult* result, std::string_view name) const {
    const auto text = fmt::format("{}: {}", name, PQerrorMessage(handle_));
    const char* raw = result == nullptr ? nullptr : PQresultErrorField(result, PG_DIAG_SQLSTATE);
    const std::string_view state = raw == nullptr ? "" : raw;
    if (state.starts_with("23")) throw ConstraintViolated(text);
    if (state == "40001" || state == "40P01" || state == "55P03") throw StorageConflict(text);
    if (state == "53100" || state == "58030") throw StorageFull(text);
    if (!Alive() || state.starts_with("08") || state.starts_with("57P") || state.starts_with("53"))
        throw StorageUnavailable(text);
    throw StorageError(text);
}

const PostgresConnection::Prepared& PostgresConnection::Prepare(const Statement& statement) {
    const auto sql = statement.postgres.empty() ? statement.sql : statement.postgres;
    const auto found = prepared_.find(sql.data());
    if (found != prepared_.end()) return found->second;
    Prepared prepared{fmt::format("s{}", prepared_.size()), {}};
    const auto text = NumberParameters(sql, prepared.parameters);
    const ResultPtr result(PQprepare(handle_, prepared.name.c_str(), text.c_str(), 0, nullptr));
    if (PQresultStatus(result.get()) != PGRES_COMMAND_OK) Fail(result.get(), statement.name);
    return prepared_.emplace(sql.data(), std::move(prepared)).first->second;
}

std::int64_t PostgresConnection::Execute(const Statement& statement, Parameters parameters,
                                         const std::function<void(Row&)>& visit) {
    const auto started = std::chrono::steady_clock::now();
    const auto& prepared = Prepare(statement);
    if (parameters.size() != prepared.parameters.size())
        throw std::logic_error(fmt::format("{}: {} parameters are given, {} are named", statement.name, parameters.size(),
                                           prepared.parameters.size()));
    std::vector<Wire> wires(prepared.parameters.size());
    std::vector<const char*> values(wires.size());
    std::vector<int> lengths(wires.size()), formats(wires.size());
    for (const auto& parameter : parameters) {
        const auto found = std::ranges::find(prepared.parameters, parameter.name);
        if (found == prepared.parameters.end())
            throw std::logic_error(fmt::format("{}: no parameter ${}", statement.name, parameter.name));
        const auto index = static_cast<std::size_t>(found - prepared.parameters.begin());
        std::visit(wires[index], parameter.value.held());
        values[index] = wires[index].bytes;
        lengths[index] = wires[index].length;
        formats[index] = wires[index].format;
    }
    const ResultPtr result(PQexecPrepared(handle_, prepared.name.c_str(), static_cast<int>(wires.size()), values.data(),
                                          lengths.data(), formats.data(), 0));
    const auto status = PQresultStatus(result.get());
    if (status != PGRES_TUPLES_OK && status != PGRES_COMMAND_OK) Fail(result.get(), statement.name);
    if (visit)
        for (int index = 0; index < PQntuples(result.get()); ++index) {
            PostgresRow row(result.get(), index);
            visit(row);
        }
    LogIfSlow(statement.name,
              std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() - started).count(),
              slow_ms_);
    return std::strtoll(PQcmdTuples(result.get()), nullptr, 10);
}

void PostgresConnection::ExecuteScript(const std::string& sql) {
    const ResultPtr result(PQexec(handle_, sql.c_str()));
    const auto status = PQresultStatus(result.get());
    if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK && status != PGRES_EMPTY_QUERY)
        Fail(result.get(), sql.substr(0, 60));
}

void PostgresConnection::CopyOut(const std::string& sql, const std::function<void(std::string_view)>& visit) {
    if (const ResultPtr begun(PQexec(handle_, sql.c_str())); PQresultStatus(begun.get()) != PGRES_COPY_OUT)
        Fail(begun.get(), sql.substr(0, 60));
    char* message = nullptr;
    int length = 0;
    while ((length = PQgetCopyData(handle_, &message, 0)) > 0) {
        const std::unique_ptr<char, void (*)(void*)> freed(message, PQfreemem);
        visit({message, static_cast<std::size_t>(length)});
    }
    FinishCopy();
}

void PostgresConnection::BeginCopy(const std::string& sql) {
    const ResultPtr begun(PQexec(handle_, sql.c_str()));
    if (PQresultStatus(begun.get()) != PGRES_COPY_IN) Fail(begun.get(), sql.substr(0, 60));
}

void PostgresConnection::SendCopy(std::string_view bytes) {
    if (PQputCopyData(handle_, bytes.data(), static_cast<int>(bytes.size())) != 1) Fail(nullptr, "COPY");
}

void PostgresConnection::EndCopy() {
    if (PQputCopyEnd(handle_, nullptr) != 1) Fail(nullptr, "COPY");
    FinishCopy();
}

// What the server says at the end, of rows it did not take as well.
void PostgresConnection::FinishCopy() {
    while (const ResultPtr said{PQgetResult(handle_)})
        if (PQresultStatus(said.get()) != PGRES_COMMAND_OK) Fail(said.get(), "COPY");
}

}  // namespace dongson::storage
