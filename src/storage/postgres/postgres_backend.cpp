// PostgreSQL: a pool of connections. Writers run at READ COMMITTED and lock the rows they decide on; docs/decisions says why.
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <thread>

#include "core/log.h"
#include "storage/database.h"
#include "storage/postgres/postgres_connection.h"

namespace dongson::storage {

namespace {

constexpr int kMostTries = 8;
constexpr auto kPatience = std::chrono::seconds(10);

class PostgresBackend final : public Backend {
  public:
    explicit PostgresBackend(const Settings& settings) : settings_(settings) { Return(Take()); }

    Engine engine() const override { return Engine::postgres; }
    void Write(const std::function<bool(Transaction&)>& body) override;
    void Read(const std::function<void(Transaction&)>& body) override;
    void WithMigrationLock(const std::function<void(Connection&)>& body) override;

  private:
    using ConnectionPtr = std::unique_ptr<PostgresConnection>;
    // Waits for a free connection, and for a server that is restarting, as long as a person would.
    ConnectionPtr Take();
    void Return(ConnectionPtr connection);
    bool TryOnce(PostgresConnection& connection, const char* begin, const std::function<bool(Transaction&)>& body);
    void Retrying(const char* begin, const std::function<bool(Transaction&)>& body);

    Settings settings_;
    std::mutex mutex_;
    std::condition_variable freed_;
    std::vector<ConnectionPtr> idle_;
    int open_ = 0;
};

PostgresBackend::ConnectionPtr PostgresBackend::Take() {
    {
        std::unique_lock lock(mutex_);
        if (!freed_.wait_for(lock, kPatience, [&] { return !idle_.empty() || open_ < settings_.connections; }))
            throw StorageUnavailable("every database connection is in use");
        if (!idle_.empty()) {
            auto connection = std::move(idle_.back());
            idle_.pop_back();
            return connection;
        }
        ++open_;
    }
    const auto give_up = std::chrono::steady_clock::now() + kPatience;
    while (true) {
        try {
            return std::make_unique<PostgresConnection>(settings_);
        } catch (const StorageUnavailable&) {
            if (std::chrono::steady_clock::now() > give_up) {
                const std::lock_guard lock(mutex_);
                --open_;
                freed_.notify_one();
                throw;
            }
            std::this_thread::sleep_for(std::chrono::milliseconds(200));
        }
    }
}

void PostgresBackend::Return(ConnectionPtr connection) {
    const std::lock_guard lock(mutex_);
    if (connection->Alive())
        idle_.push_back(std::move(connection));
    else
        --open_;
    freed_.notify_one();
}

bool PostgresBackend::TryOnce(PostgresConnection& connection, const char* begin, const std::function<bool(Transaction&)>& body) {
    Transaction tx(connection);
    connection.ExecuteScript(begin);
    bool keep = false;
    try {
        keep = body(tx);
    } catch (...) {
        if (connection.Alive()) connection.ExecuteScript("ROLLBACK");
        throw;
    }
    if (!keep) {
        connection.ExecuteScript("ROLLBACK");
        return true;
    }
    try {
        connection.ExecuteScript("COMMIT");
    } catch (const StorageUnavailable& error) {
        throw CommitUnknown(error.what());
    }
    for (const auto& hook : tx.TakeHooks()) hook();
    return true;
}

void PostgresBackend::Retrying(const char* begin, const std::function<bool(Transaction&)>& body) {
    for (int attempt = 1;; ++attempt) {
        auto connection = Take();
        try {
            TryOnce(*connection, begin, body);
            Return(std::move(connection));
            return;
        } catch (const StorageConflict& error) {
            Return(std::move(connection));
            if (attempt >= kMostTries) throw StorageUnavailable(error.what());
        } catch (const StorageUnavailable&) {
            Return(std::move(connection));
            if (attempt >= kMostTries) throw;
        } catch (...) {
            Return(std::move(connection));
            throw;
        }
        std::this_thread::sleep_for(std::chrono::milliseconds(5 * attempt * attempt));
    }
}

void PostgresBackend::Write(const std::function<bool(Transaction&)>& body) {
    const OneWriterPerThread only;
    Retrying("BEGIN ISOLATION LEVEL READ COMMITTED", body);
}

void PostgresBackend::Read(const std::function<void(Transaction&)>& body) {
    Retrying("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY", [&](Transaction& tx) {
        body(tx);
        return true;
    });
}

void PostgresBackend::WithMigrationLock(const std::function<void(Connection&)>& body) {
    auto connection = Take();
    connection->ExecuteScript("BEGIN; SELECT pg_advisory_xact_lock(7302023)");
    try {
        body(*connection);
    } catch (...) {
        connection->ExecuteScript("ROLLBACK");
        Return(std::move(connection));
        throw;
    }
    connection->ExecuteScript("COMMIT");
    Return(std::move(connection));
}

}  // namespace

std::unique_ptr<Backend> OpenPostgres(const Settings& settings) {
    return std::make_unique<PostgresBackend>(settings);
}

}  // namespace dongson::storage
