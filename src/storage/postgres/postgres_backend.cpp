// PostgreSQL: a pool of connections. Writers run at READ COMMITTED and lock the rows they decide on; docs/decisions says why.
#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <thread>

#include "core/log.h"
#include "core/waiting.h"
#include "storage/database.h"
#include "storage/postgres/postgres_connection.h"

namespace dongson::storage {

namespace {

constexpr int kMostTries = 8;
constexpr auto kLongestPause = std::chrono::milliseconds(200);

using Deadline = std::chrono::steady_clock::time_point;

class PostgresBackend final : public Backend {
  public:
    explicit PostgresBackend(const Settings& settings) : settings_(settings) { Take(Patience()); }

    Engine engine() const override { return Engine::postgres; }
    void Write(const std::function<bool(Transaction&)>& body) override;
    void Read(const std::function<void(Transaction&)>& body) override;
    void WithMigrationLock(const std::function<void(Connection&)>& body) override;

  private:
    using ConnectionPtr = std::unique_ptr<PostgresConnection>;
    // A connection that goes back to the pool by itself.
    struct GiveBack {
        PostgresBackend* pool;
        void operator()(PostgresConnection* connection) const { pool->Return(ConnectionPtr(connection)); }
    };
    using Lent = std::unique_ptr<PostgresConnection, GiveBack>;

    // Until when a call that begins now waits, for whatever it is.
    Deadline Patience() const { return std::chrono::steady_clock::now() + settings_.patience; }
    // Waits for a free connection, and for a server that is restarting.
    Lent Take(Deadline deadline);
    ConnectionPtr Connect(Deadline deadline) const;
    void Return(ConnectionPtr connection);
    void OneLess();
    OneMoment::Reading Open(Deadline deadline);
    void WriteOnce(PostgresConnection& connection, const std::function<bool(Transaction&)>& body);
    void Retrying(const std::function<void(Deadline)>& once) const;

    Settings settings_;
    std::mutex mutex_;
    std::condition_variable freed_;
    std::vector<ConnectionPtr> idle_;
    int open_ = 0;
};

PostgresBackend::Lent PostgresBackend::Take(Deadline deadline) {
    {
        std::unique_lock lock(mutex_);
        if (!freed_.wait_until(lock, deadline, [&] { return !idle_.empty() || open_ < settings_.connections; }))
            throw StorageUnavailable("every database connection is in use");
        if (!idle_.empty()) {
            Lent connection(idle_.back().release(), {this});
            idle_.pop_back();
            return connection;
        }
        ++open_;
    }
    try {
        return {Connect(deadline).release(), {this}};
    } catch (...) {
        OneLess();
        throw;
    }
}

PostgresBackend::ConnectionPtr PostgresBackend::Connect(Deadline deadline) const {
    while (true) {
        try {
            return std::make_unique<PostgresConnection>(settings_);
        } catch (const StorageUnavailable&) {
            if (std::chrono::steady_clock::now() > deadline) throw;
            std::this_thread::sleep_for(kLongestPause);
        }
    }
}

void PostgresBackend::OneLess() {
    const std::lock_guard lock(mutex_);
    --open_;
    freed_.notify_one();
}

void PostgresBackend::Return(ConnectionPtr connection) {
    const std::lock_guard lock(mutex_);
    if (connection->Alive())
        idle_.push_back(std::move(connection));
    else
        --open_;
    freed_.notify_one();
}

void PostgresBackend::WriteOnce(PostgresConnection& connection, const std::function<bool(Transaction&)>& body) {
    Transaction tx(connection);
    connection.ExecuteScript("BEGIN ISOLATION LEVEL READ COMMITTED");
    bool keep = false;
    try {
        keep = body(tx);
    } catch (...) {
        if (connection.Alive()) connection.ExecuteScript("ROLLBACK");
        throw;
    }
    if (!keep) {
        connection.ExecuteScript("ROLLBACK");
        return;
    }
    try {
        connection.ExecuteScript("COMMIT");
    } catch (const StorageUnavailable& error) {
        throw CommitUnknown(error.what());
    }
    for (const auto& hook : tx.TakeHooks()) hook();
}

// Again after a conflict, a few times, and while the server is away; not too fast, and no longer than one may wait.
void PostgresBackend::Retrying(const std::function<void(Deadline)>& once) const {
    const auto deadline = Patience();
    for (int attempt = 1;; ++attempt) {
        const auto over = [&] { return std::chrono::steady_clock::now() > deadline; };
        try {
            once(deadline);
            return;
        } catch (const StorageConflict& error) {
            if (attempt >= kMostTries || over()) throw StorageUnavailable(error.what());
        } catch (const StorageUnavailable&) {
            if (over()) throw;
        }
        std::this_thread::sleep_for(std::min(kLongestPause, std::chrono::milliseconds(5) * attempt * attempt));
    }
}

void PostgresBackend::Write(const std::function<bool(Transaction&)>& body) {
    const OneWriterPerThread only;
    const Waiting waiting;  // mostly for the server's answers
    Retrying([&](Deadline deadline) {
        const auto connection = Take(deadline);
        WriteOnce(*connection, body);
    });
}

OneMoment::Reading PostgresBackend::Open(Deadline deadline) {
    auto connection = Take(deadline);
    connection->ExecuteScript("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
    return {connection.release(), [this](PostgresConnection* opened) {
                const Lent back(opened, {this});
                try {
                    if (back->Alive()) back->ExecuteScript("COMMIT");
                } catch (const StorageError&) {
                    // Broken while it ended its reading: Return sees that it is no longer alive.
                }
            }};
}

void PostgresBackend::Read(const std::function<void(Transaction&)>& body) {
    const Waiting waiting;
    Retrying([&](Deadline deadline) {
        try {
            const auto reading = OneMoment::Share(*this, [&] { return Open(deadline); });
            Transaction tx(*reading);
            body(tx);
        } catch (...) {
            OneMoment::End();  // PostgreSQL answers nothing more in a transaction that failed
            throw;
        }
    });
}

void PostgresBackend::WithMigrationLock(const std::function<void(Connection&)>& body) {
    const auto connection = Take(Patience());
    // Another program may be at it, and one step may read every row there is.
    connection->ExecuteScript(
        "BEGIN; SET LOCAL lock_timeout = 0; SET LOCAL statement_timeout = 0; SELECT pg_advisory_xact_lock(7302023)");
    try {
        body(*connection);
    } catch (...) {
        connection->ExecuteScript("ROLLBACK");
        throw;
    }
    connection->ExecuteScript("COMMIT");
}

}  // namespace

std::unique_ptr<Backend> OpenPostgres(const Settings& settings) {
    return std::make_unique<PostgresBackend>(settings);
}

}  // namespace dongson::storage
