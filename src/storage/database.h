// One thin layer over SQLite and PostgreSQL: named statements, cached and prepared; transactions that roll back unless the body
// returns a value.
#pragma once

#include <chrono>
#include <expected>
#include <functional>
#include <initializer_list>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

#include "core/refusal.h"
#include "storage/value.h"

namespace dongson::storage {

enum class Engine : unsigned char { sqlite, postgres };

// The database failed in a way no caller can mend. The statement's name is in the text.
struct StorageError : std::runtime_error {
    using std::runtime_error::runtime_error;
};
// The disk holds no more. Nothing of the transaction was kept.
struct StorageFull : StorageError {
    using StorageError::StorageError;
};
// The database cannot be reached. Nothing of the transaction was kept.
struct StorageUnavailable : StorageError {
    using StorageError::StorageError;
};
// The connection broke while committing: it may or may not have been kept.
struct CommitUnknown : StorageError {
    using StorageError::StorageError;
};
// The transaction lost against another and may be run again: a backend does so itself.
struct StorageConflict : StorageError {
    using StorageError::StorageError;
};
// A unique or foreign key said no.
struct ConstraintViolated : StorageError {
    using StorageError::StorageError;
};

// What people are told of it, as the log is; nothing for a fault of our own, which no time mends.
std::optional<Refusal> RefusalOf(const StorageError& error);

// One open connection inside a transaction. Written once for each database.
class Connection {
  public:
    virtual ~Connection() = default;
    virtual Engine engine() const = 0;
    // Runs a statement, shows each row, returns how many rows it changed.
    virtual std::int64_t Execute(const Statement& statement, Parameters parameters, const std::function<void(Row&)>& visit) = 0;
    // Runs text that holds no outside value: migrations, BEGIN, COMMIT.
    virtual void ExecuteScript(const std::string& sql) = 0;
};

class Transaction {
  public:
    explicit Transaction(Connection& connection) : connection_(connection) {}
    Transaction(const Transaction&) = delete;
    Transaction& operator=(const Transaction&) = delete;

    // Rows changed.
    std::int64_t Run(const Statement& statement, std::initializer_list<Parameter> parameters = {}) {
        return connection_.Execute(statement, {parameters.begin(), parameters.size()}, nullptr);
    }
    std::int64_t Run(const Statement& statement, const std::vector<Parameter>& parameters) {
        return connection_.Execute(statement, parameters, nullptr);
    }

    template <class Read>
    auto Select(const Statement& statement, std::initializer_list<Parameter> parameters, Read read) {
        return SelectMany(statement, {parameters.begin(), parameters.size()}, read);
    }
    template <class Read>
    auto Select(const Statement& statement, const std::vector<Parameter>& parameters, Read read) {
        return SelectMany(statement, parameters, read);
    }
    template <class Read>
    auto SelectOne(const Statement& statement, std::initializer_list<Parameter> parameters, Read read) {
        std::optional<std::invoke_result_t<Read, Row&>> found;
        connection_.Execute(statement, {parameters.begin(), parameters.size()}, [&](Row& row) {
            if (!found) found.emplace(read(row));
        });
        return found;
    }
    std::int64_t Count(const Statement& statement, std::initializer_list<Parameter> parameters = {}) {
        return SelectOne(statement, parameters, [](Row& row) { return row.Next<std::int64_t>(); }).value_or(0);
    }

    // Runs a body that may fail on a constraint without losing what was done before it. False when it failed.
    bool Attempt(const std::function<void()>& body);
    // Called once the transaction is durable; not at all when it rolls back.
    void AfterCommit(std::function<void()> hook) { hooks_.push_back(std::move(hook)); }

    Engine engine() const { return connection_.engine(); }
    Connection& connection() { return connection_; }
    std::vector<std::function<void()>> TakeHooks() { return std::move(hooks_); }

  private:
    template <class Read>
    auto SelectMany(const Statement& statement, Parameters parameters, Read read) {
        std::vector<std::invoke_result_t<Read, Row&>> rows;
        connection_.Execute(statement, parameters, [&](Row& row) {
            if (rows.empty()) rows.reserve(16);  // the smaller steps of growing would each move what was read
            rows.push_back(read(row));
        });
        return rows;
    }

    Connection& connection_;
    std::vector<std::function<void()>> hooks_;
};

class Backend;

// While one stands, the reads of its thread see the database as the first of them found it, and open it once between them. A
// write of the thread ends that moment, so that what is read after it sees it.
class OneMoment {
  public:
    OneMoment();
    ~OneMoment();
    OneMoment(const OneMoment&) = delete;
    OneMoment& operator=(const OneMoment&) = delete;

    // For a backend's Read: the connection of this thread's moment if nobody is reading with it just now, else one freshly
    // opened.
    using Reading = std::shared_ptr<Connection>;
    static Reading Share(const Backend& backend, const std::function<Reading()>& open);
    static void End();

  private:
    OneMoment* before_;
    const Backend* backend_ = nullptr;
    Reading reading_;
};

// What a database engine must do; Database gives it its pleasant face.
class Backend {
  public:
    virtual ~Backend() = default;
    virtual Engine engine() const = 0;
    // Runs the body in a writing transaction, committed durably when it returns true. The body may run again after a conflict.
    virtual void Write(const std::function<bool(Transaction&)>& body) = 0;
    virtual void Read(const std::function<void(Transaction&)>& body) = 0;
    // While the body runs, the writes of its thread may share one commit, at its end.
    virtual void Together(const std::function<void()>& body) { body(); }
    virtual void WithMigrationLock(const std::function<void(Connection&)>& body) = 0;
};

struct Settings {
    std::string sqlite_path;  // used when url is empty
    std::string url;          // postgres://…
    int connections = 16;
    std::int64_t slow_ms = 200;  // statements above this are logged with their name
    // How long one call waits, altogether, for a database that is away or held by others: as long as a person would.
    std::chrono::milliseconds patience{10000};
    bool durable = true;  // synchronous=FULL; the demonstration loads with it off
};

class Database {
  public:
    explicit Database(const Settings& settings);
    ~Database();

    Engine engine() const { return backend_->engine(); }

    // Body: (Transaction&) -> Result<T>. A returned refusal rolls back. The body may run more than once, so it has no outside
    // effect. A full or absent database comes back as a refusal as well.
    template <class Body>
    auto InTransaction(Body body) -> std::invoke_result_t<Body, Transaction&> {
        using Answer = std::invoke_result_t<Body, Transaction&>;
        std::optional<Answer> answer;
        if (auto refusal = Guarded([&] {
                backend_->Write([&](Transaction& tx) {
                    answer.emplace(body(tx));
                    return answer->has_value();
                });
            }))
            return std::unexpected(std::move(*refusal));
        return std::move(*answer);
    }

    // A consistent view of everything; throws when the database is away.
    template <class Body>
    auto Read(Body body) -> std::invoke_result_t<Body, Transaction&> {
        using Answer = std::invoke_result_t<Body, Transaction&>;
        std::optional<Answer> answer;
        backend_->Read([&](Transaction& tx) { answer.emplace(body(tx)); });
        return std::move(*answer);
    }

    // For code that cannot be refused: start-up, jobs. Throws instead.
    void MustWrite(const std::function<void(Transaction&)>& body);

    // What the body writes, in as many transactions as it likes, may be one commit: each still takes back its own part alone.
    // Where much is loaded at once and nobody else writes; what is read meanwhile outside of a transaction is what was there
    // before.
    void Together(const std::function<void()>& body) { backend_->Together(body); }

    Backend& backend() { return *backend_; }
    // No two of a process have the same: for what is remembered of a database.
    std::uint64_t number() const { return number_; }

  private:
    const std::uint64_t number_;
    static std::optional<Refusal> Guarded(const std::function<void()>& work);
    std::unique_ptr<Backend> backend_;
};

std::unique_ptr<Backend> OpenSqlite(const Settings& settings);
std::unique_ptr<Backend> OpenPostgres(const Settings& settings);

// Logs a statement that took longer than the settings allow.
void LogIfSlow(std::string_view statement, std::int64_t microseconds, std::int64_t slow_ms);

// Marks a body being run twice at once on one thread, which would wait for itself.
class OneWriterPerThread {
  public:
    OneWriterPerThread();
    ~OneWriterPerThread();
};

}  // namespace dongson::storage
