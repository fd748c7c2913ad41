// SQLite: one writer whose commits are shared by everyone who waits (group commit), and a pool of readers.
#include <sqlite3.h>

#include <condition_variable>
#include <deque>
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

// One caller's transaction, waiting for its turn. The caller sleeps until it is done, or until it is its turn to work.
struct Participant {
    const std::function<bool(Transaction&)>& body;
    Transaction& tx;
    Language language;
    enum class Turn : unsigned char { waits, works, done } turn = Turn::waits;
    bool keep = false;
    std::exception_ptr failure;
    std::condition_variable wake;

    void Take(Turn next) {
        turn = next;
        wake.notify_one();
    }
};

class SqliteBackend final : public Backend {
  public:
    explicit SqliteBackend(const Settings& settings) : settings_(settings), writer_(settings, SqliteConnection::Mode::write) {}

    Engine engine() const override { return Engine::sqlite; }
    void Write(const std::function<bool(Transaction&)>& body) override;
    void Read(const std::function<void(Transaction&)>& body) override;
    void WithMigrationLock(const std::function<void(Connection&)>& body) override;

  private:
    std::vector<Participant*> RunBatch();
    Participant* NextWaiting(std::size_t taken);
    void Run(Participant& participant);
    bool RunTrusting(Participant& participant);
    void RunGuarded(Participant& participant);

    Settings settings_;
    SqliteConnection writer_;

    std::mutex mutex_;
    bool busy_ = false;
    std::deque<Participant*> queue_;

    std::mutex readers_mutex_;
    std::vector<std::unique_ptr<SqliteConnection>> readers_;
};

void SqliteBackend::Run(Participant& participant) {
    const LanguageScope language(participant.language);
    participant.tx.TakeHooks();
    participant.keep = false;
    participant.failure = nullptr;
    try {
        participant.keep = participant.body(participant.tx);
    } catch (...) {
        participant.failure = std::current_exception();
        if (writer_.LostTransaction()) throw;
    }
}

// A savepoint copies every page before it is changed. Nearly everyone keeps what they did, or refuses before doing anything, so
// that nobody gets one at first: false when somebody must take back what was done.
bool SqliteBackend::RunTrusting(Participant& participant) {
    const auto before = writer_.RowsChanged();
    Run(participant);
    return participant.keep || writer_.RowsChanged() == before;
}

// A participant that refuses or throws takes back its own part; the others' stays.
void SqliteBackend::RunGuarded(Participant& participant) {
    writer_.Execute(kSavepoint, {}, nullptr);
    Run(participant);
    if (!participant.keep) writer_.Execute(kRollBackTo, {}, nullptr);
    writer_.Execute(kRelease, {}, nullptr);
}

// The work of everyone who waits, of those too who come while it is done, and one COMMIT. When the database gives up the whole
// transaction, nobody's work was kept, and each is told.
std::vector<Participant*> SqliteBackend::RunBatch() {
    std::vector<Participant*> batch{NextWaiting(0)};  // the caller itself, whatever happens
    try {
        writer_.Execute(kBeginWrite, {}, nullptr);
        bool kept = RunTrusting(*batch.front());
        while (kept) {
            auto* participant = NextWaiting(batch.size());
            if (participant == nullptr) break;
            batch.push_back(participant);
            kept = RunTrusting(*participant);
        }
        if (!kept) {
            writer_.ExecuteScript("ROLLBACK");
            writer_.Execute(kBeginWrite, {}, nullptr);
            for (auto* participant : batch) RunGuarded(*participant);
        }
        writer_.Execute(kCommit, {}, nullptr);
    } catch (...) {
        const auto failure = std::current_exception();
        if (!writer_.LostTransaction()) writer_.ExecuteScript("ROLLBACK");
        for (auto* participant : batch) {
            participant->keep = false;
            if (!participant->failure) participant->failure = failure;
        }
    }
    return batch;
}

Participant* SqliteBackend::NextWaiting(std::size_t taken) {
    const std::lock_guard lock(mutex_);
    if (queue_.empty() || taken == kLargestBatch) return nullptr;
    auto* participant = queue_.front();
    queue_.pop_front();
    return participant;
}

// Whoever finds nobody at work becomes the one who works: for everyone in the queue, on its own thread. The others only sleep.
// Whoever has worked hands over to the first still waiting, which stands at the head of its own batch.
void SqliteBackend::Write(const std::function<bool(Transaction&)>& body) {
    const OneWriterPerThread only;
    Transaction tx(writer_);
    Participant mine{.body = body, .tx = tx, .language = CurrentLanguage()};
    using Turn = Participant::Turn;
    std::unique_lock lock(mutex_);
    queue_.push_back(&mine);
    if (busy_)
        mine.wake.wait(lock, [&] { return mine.turn != Turn::waits; });
    else
        mine.turn = Turn::works;
    if (mine.turn == Turn::works) {
        busy_ = true;
        lock.unlock();
        const auto batch = RunBatch();
        lock.lock();
        busy_ = !queue_.empty();
        // The next to work first: it has the most to do.
        if (busy_) queue_.front()->Take(Turn::works);
        for (auto* participant : batch) participant->Take(Turn::done);
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
