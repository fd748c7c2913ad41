// SQLite: one writer whose commits are shared by everyone who waits (group commit), and a pool of readers.
#include <sqlite3.h>

#include <condition_variable>
#include <exception>
#include <mutex>

#include "storage/database.h"
#include "storage/sqlite/sqlite_connection.h"

namespace dongson::storage {

namespace {

constexpr int kLargestBatch = 128;

// Everyone whose work goes to disk with the same COMMIT.
struct Batch {
    bool done = false;
    std::exception_ptr failure;
};

class SqliteBackend final : public Backend {
  public:
    explicit SqliteBackend(const Settings& settings) : settings_(settings), writer_(settings, SqliteConnection::Mode::write) {}

    Engine engine() const override { return Engine::sqlite; }
    void Write(const std::function<bool(Transaction&)>& body) override;
    void Read(const std::function<void(Transaction&)>& body) override;
    void WithMigrationLock(const std::function<void(Connection&)>& body) override;

  private:
    bool RunInSavepoint(const std::function<bool(Transaction&)>& body, Transaction& tx);
    void FinishBatch(std::unique_lock<std::mutex>& lock);

    Settings settings_;
    SqliteConnection writer_;

    std::mutex mutex_;
    std::condition_variable turn_, committed_;
    bool busy_ = false, open_ = false;
    int waiting_ = 0, batch_size_ = 0;
    std::shared_ptr<Batch> batch_ = std::make_shared<Batch>();

    std::mutex readers_mutex_;
    std::vector<std::unique_ptr<SqliteConnection>> readers_;
};

bool SqliteBackend::RunInSavepoint(const std::function<bool(Transaction&)>& body, Transaction& tx) {
    writer_.ExecuteScript("SAVEPOINT participant");
    bool keep = false;
    try {
        keep = body(tx);
    } catch (...) {
        if (!writer_.LostTransaction()) writer_.ExecuteScript("ROLLBACK TO participant; RELEASE participant");
        throw;
    }
    writer_.ExecuteScript(keep ? "RELEASE participant" : "ROLLBACK TO participant; RELEASE participant");
    return keep;
}

// Commits for everyone in the batch. The lock is given up while the disk works, so that the next ones can queue.
void SqliteBackend::FinishBatch(std::unique_lock<std::mutex>& lock) {
    const auto batch = std::exchange(batch_, std::make_shared<Batch>());
    batch_size_ = 0;
    lock.unlock();
    try {
        if (writer_.LostTransaction()) throw StorageFull("the transaction was given up by the database");
        writer_.ExecuteScript("COMMIT");
    } catch (...) {
        batch->failure = std::current_exception();
        if (!writer_.LostTransaction()) writer_.ExecuteScript("ROLLBACK");
    }
    lock.lock();
    open_ = false;
    batch->done = true;
    committed_.notify_all();
}

void SqliteBackend::Write(const std::function<bool(Transaction&)>& body) {
    const OneWriterPerThread only;
    Transaction tx(writer_);
    bool keep = false;
    std::exception_ptr failure;

    std::unique_lock lock(mutex_);
    ++waiting_;
    turn_.wait(lock, [&] { return !busy_; });
    --waiting_;
    busy_ = true;
    const auto batch = batch_;
    lock.unlock();

    try {
        if (!open_) writer_.ExecuteScript("BEGIN IMMEDIATE");
        open_ = true;
        keep = RunInSavepoint(body, tx);
    } catch (...) {
        failure = std::current_exception();
    }

    lock.lock();
    ++batch_size_;
    const bool lost = open_ && writer_.LostTransaction();
    if (open_ && (lost || waiting_ == 0 || batch_size_ >= kLargestBatch)) FinishBatch(lock);
    busy_ = false;
    turn_.notify_one();
    if (failure) std::rethrow_exception(failure);
    if (!keep) return;
    committed_.wait(lock, [&] { return batch->done; });
    lock.unlock();
    if (batch->failure) std::rethrow_exception(batch->failure);
    for (const auto& hook : tx.TakeHooks()) hook();
}

void SqliteBackend::Read(const std::function<void(Transaction&)>& body) {
    std::unique_ptr<SqliteConnection> reader;
    {
        const std::lock_guard lock(readers_mutex_);
        if (!readers_.empty()) {
            reader = std::move(readers_.back());
            readers_.pop_back();
        }
    }
    if (!reader) reader = std::make_unique<SqliteConnection>(settings_, SqliteConnection::Mode::read);
    static constexpr Statement kBegin{"storage.begin", "BEGIN"}, kEnd{"storage.end", "COMMIT"};
    reader->Execute(kBegin, {}, nullptr);
    Transaction tx(*reader);
    try {
        body(tx);
    } catch (...) {
        reader->Execute(kEnd, {}, nullptr);
        const std::lock_guard lock(readers_mutex_);
        readers_.push_back(std::move(reader));
        throw;
    }
    reader->Execute(kEnd, {}, nullptr);
    const std::lock_guard lock(readers_mutex_);
    readers_.push_back(std::move(reader));
}

void SqliteBackend::WithMigrationLock(const std::function<void(Connection&)>& body) {
    const std::lock_guard lock(mutex_);
    writer_.ExecuteScript("BEGIN EXCLUSIVE");
    try {
        body(writer_);
    } catch (...) {
        if (!writer_.LostTransaction()) writer_.ExecuteScript("ROLLBACK");
        throw;
    }
    writer_.ExecuteScript("COMMIT");
}

}  // namespace

std::unique_ptr<Backend> OpenSqlite(const Settings& settings) {
    return std::make_unique<SqliteBackend>(settings);
}

}  // namespace dongson::storage
