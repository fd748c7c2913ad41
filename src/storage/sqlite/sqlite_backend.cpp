// SQLite: one writer whose commits are shared by everyone who waits (group commit), and a pool of readers.
#include <sqlite3.h>

#include <condition_variable>
#include <exception>
#include <mutex>

#include "core/language.h"
#include "storage/database.h"
#include "storage/sqlite/sqlite_connection.h"

namespace dongson::storage {

namespace {

constexpr std::size_t kLargestBatch = 128;

constexpr Statement kBegin{"storage.begin", "BEGIN"};
constexpr Statement kBeginWrite{"storage.begin_write", "BEGIN IMMEDIATE"};
constexpr Statement kCommit{"storage.commit", "COMMIT"};
constexpr Statement kSavepoint{"storage.savepoint", "SAVEPOINT participant"};
constexpr Statement kRelease{"storage.release", "RELEASE participant"};
constexpr Statement kRollBackTo{"storage.roll_back_to", "ROLLBACK TO participant"};

// One caller's transaction, waiting for its turn. The caller sleeps until it is done.
struct Participant {
    const std::function<bool(Transaction&)>& body;
    Transaction& tx;
    Language language;
    bool keep = false, done = false;
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
    void RunBatch(const std::vector<Participant*>& batch);
    void RunOne(Participant& participant);

    Settings settings_;
    SqliteConnection writer_;

    std::mutex mutex_;
    std::condition_variable changed_;
    bool busy_ = false;
    std::vector<Participant*> queue_;

    std::mutex readers_mutex_;
    std::vector<std::unique_ptr<SqliteConnection>> readers_;
};

// A participant that refuses or throws takes back its own part; the others' stays.
void SqliteBackend::RunOne(Participant& participant) {
    const LanguageScope language(participant.language);
    writer_.Execute(kSavepoint, {}, nullptr);
    try {
        participant.keep = participant.body(participant.tx);
    } catch (...) {
        participant.failure = std::current_exception();
        if (writer_.LostTransaction()) throw;
    }
    if (!participant.keep) writer_.Execute(kRollBackTo, {}, nullptr);
    writer_.Execute(kRelease, {}, nullptr);
}

// Everyone's work and one COMMIT. When the database gives up the whole transaction, nobody's work was kept, and each is told.
void SqliteBackend::RunBatch(const std::vector<Participant*>& batch) {
    try {
        writer_.Execute(kBeginWrite, {}, nullptr);
        for (auto* participant : batch) RunOne(*participant);
        writer_.Execute(kCommit, {}, nullptr);
    } catch (...) {
        const auto failure = std::current_exception();
        if (!writer_.LostTransaction()) writer_.ExecuteScript("ROLLBACK");
        for (auto* participant : batch) {
            participant->keep = false;
            if (!participant->failure) participant->failure = failure;
        }
    }
}

// Whoever finds nobody at work becomes the one who works: for everyone in the queue, on its own thread. The others only sleep.
void SqliteBackend::Write(const std::function<bool(Transaction&)>& body) {
    const OneWriterPerThread only;
    Transaction tx(writer_);
    Participant mine{body, tx, CurrentLanguage()};
    std::unique_lock lock(mutex_);
    queue_.push_back(&mine);
    changed_.wait(lock, [&] { return mine.done || !busy_; });
    if (!mine.done) {
        busy_ = true;
        // Mine may stand behind more than one batch holds.
        while (!mine.done) {
            const auto size = std::min(queue_.size(), kLargestBatch);
            const std::vector<Participant*> batch(queue_.begin(), queue_.begin() + static_cast<std::ptrdiff_t>(size));
            queue_.erase(queue_.begin(), queue_.begin() + static_cast<std::ptrdiff_t>(size));
            lock.unlock();
            RunBatch(batch);
            lock.lock();
            for (auto* participant : batch) participant->done = true;
        }
        busy_ = false;
        changed_.notify_all();
    }
    lock.unlock();
    if (mine.failure) std::rethrow_exception(mine.failure);
    if (!mine.keep) return;
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
    reader->Execute(kBegin, {}, nullptr);
    Transaction tx(*reader);
    try {
        body(tx);
    } catch (...) {
        reader->Execute(kCommit, {}, nullptr);
        const std::lock_guard lock(readers_mutex_);
        readers_.push_back(std::move(reader));
        throw;
    }
    reader->Execute(kCommit, {}, nullptr);
    const std::lock_guard lock(readers_mutex_);
    readers_.push_back(std::move(reader));
}

void SqliteBackend::WithMigrationLock(const std::function<void(Connection&)>& body) {
    const std::lock_guard lock(mutex_);  // at start-up, before anyone writes
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
