// SQLite: one writer whose commits are shared by everyone who waits (group commit), and a pool of readers.
#include <sqlite3.h>

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <deque>
#include <exception>
#include <iterator>
#include <mutex>
#include <stdexcept>
#include <thread>
#include <utility>

#include "core/language.h"
#include "core/waiting.h"
#include "storage/database.h"
#include "storage/lingering.h"
#include "storage/sqlite/sqlite_connection.h"

namespace dongson::storage {

namespace {

constexpr std::size_t kLargestBatch = 128;
constexpr int kMostBatches = 4;

constexpr Statement kBegin{"storage.begin", "BEGIN"};
constexpr Statement kBeginWrite{"storage.begin_write", "BEGIN IMMEDIATE"};
constexpr Statement kCommit{"storage.commit", "COMMIT"};
constexpr Statement kSavepoint{"storage.savepoint", "SAVEPOINT participant"};
constexpr Statement kRelease{"storage.release", "RELEASE participant"};
constexpr Statement kRollBackTo{"storage.roll_back_to", "ROLLBACK TO participant"};

// A thread sleeps here until it is told whether its transaction is done or it is its turn to work. It lives as long as the
// thread, so that whoever wakes it need not wonder whether it is still there.
class Bed {
  public:
    enum class Call : int { none, work, done };
    // Under the lock: whoever is woken may end its thread, and with it the bed.
    void Wake(Call call) {
        const std::lock_guard lock(mutex_);
        call_ = call;
        called_.notify_one();
    }
    Call Sleep() {
        std::unique_lock lock(mutex_);
        called_.wait(lock, [&] { return call_ != Call::none; });
        return std::exchange(call_, Call::none);
    }

  private:
    std::mutex mutex_;
    std::condition_variable called_;
    Call call_ = Call::none;
};

// One caller's transaction, waiting for its turn.
struct Participant {
    const std::function<bool(Transaction&)>& body;
    Transaction& tx;
    Language language;
    Bed& bed;
    bool keep = false;
    std::exception_ptr failure;
};

class SqliteBackend final : public Backend {
  public:
    explicit SqliteBackend(const Settings& settings) : settings_(settings), writer_(settings, SqliteConnection::Mode::write) {}

    Engine engine() const override { return Engine::sqlite; }
    void Write(const std::function<bool(Transaction&)>& body) override;
    void Read(const std::function<void(Transaction&)>& body) override;
    void Together(const std::function<void()>& body) override;
    void WithMigrationLock(const std::function<void(Connection&)>& body) override;

  private:
    OneMoment::Reading Open();
    void Close(std::unique_ptr<SqliteConnection> reader);
    void End(std::unique_ptr<SqliteConnection> reader);
    std::unique_ptr<SqliteConnection> LetLinger(bool may);
    void Commit();
    std::vector<Participant*> RunBatch();
    Participant* NextWaiting(std::size_t taken);
    Participant* NextToWork();
    void Run(Participant& participant);
    bool RunTrusting(Participant& participant);
    void RunGuarded(Participant& participant);

    Settings settings_;
    SqliteConnection writer_;

    std::atomic<std::thread::id> together_;  // whose writes share one commit; none: each has its own, or a batch's
    std::vector<std::function<void()>> after_together_;

    std::mutex mutex_;
    bool busy_ = false;
    std::deque<Participant*> queue_;

    std::mutex readers_mutex_;
    std::vector<std::unique_ptr<SqliteConnection>> readers_;
    // The last that was closed goes on reading, for nobody: while one does, SQLite counts the locks of those that read the same
    // and asks the system for none of them, one after another behind one mutex. None while a commit may move the log into the
    // database.
    std::unique_ptr<SqliteConnection> lingering_;
    bool may_linger_ = true;
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
    std::vector<Participant*> batch{NextWaiting(0)};  // whoever stands first, whatever happens
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
        Commit();
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

// Who works next, when somebody waits; otherwise whoever comes.
Participant* SqliteBackend::NextToWork() {
    const std::lock_guard lock(mutex_);
    busy_ = !queue_.empty();
    return busy_ ? queue_.front() : nullptr;
}

// Whoever finds nobody at work becomes the one who works: for everyone in the queue, on its own thread. The others only sleep.
// Whoever has worked goes on for those who came meanwhile, which is sooner done than waking one of them for it, but not for ever:
// its own caller waits too.
void SqliteBackend::Write(const std::function<bool(Transaction&)>& body) {
    const OneWriterPerThread only;
    const Waiting waiting;
    thread_local Bed bed;
    Transaction tx(writer_);
    Participant mine{.body = body, .tx = tx, .language = CurrentLanguage(), .bed = bed};
    if (together_ == std::this_thread::get_id()) {
        RunGuarded(mine);
        if (mine.failure) std::rethrow_exception(mine.failure);
        if (mine.keep) std::ranges::move(tx.TakeHooks(), std::back_inserter(after_together_));
        return;
    }
    const bool works = [&] {
        const std::lock_guard lock(mutex_);
        queue_.push_back(&mine);
        return !std::exchange(busy_, true);
    }();
    if (works || bed.Sleep() == Bed::Call::work) {
        Participant* next = nullptr;
        for (int batches = 0; batches == 0 || (next != nullptr && batches < kMostBatches); ++batches) {
            for (auto* participant : RunBatch())
                if (participant != &mine) participant->bed.Wake(Bed::Call::done);
            next = NextToWork();
        }
        if (next != nullptr) next->bed.Wake(Bed::Call::work);
    }
    if (mine.failure) std::rethrow_exception(mine.failure);
    if (!mine.keep) return;
    for (const auto& hook : tx.TakeHooks()) hook();
}

// Who else wants to write waits until it is over.
void SqliteBackend::Together(const std::function<void()>& body) {
    const std::lock_guard lock(mutex_);
    if (busy_) throw std::logic_error("somebody writes already");
    // Whoever loads much has the memory to themselves: half a gigabyte of pages, a quarter of log before it is copied.
    writer_.ExecuteScript("PRAGMA cache_size = -512000");
    writer_.ExecuteScript("PRAGMA wal_autocheckpoint = 64000");
    writer_.Execute(kBeginWrite, {}, nullptr);
    together_ = std::this_thread::get_id();
    after_together_.clear();
    try {
        body();
        together_ = std::thread::id();
        Commit();
    } catch (...) {
        together_ = std::thread::id();
        if (!writer_.LostTransaction()) writer_.ExecuteScript("ROLLBACK");
        throw;
    }
    for (const auto& hook : std::exchange(after_together_, {})) hook();
}

OneMoment::Reading SqliteBackend::Open() {
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
    return {reader.release(), [this](SqliteConnection* opened) { Close(std::unique_ptr<SqliteConnection>(opened)); }};
}

void SqliteBackend::Close(std::unique_ptr<SqliteConnection> reader) {
    {
        const std::lock_guard lock(readers_mutex_);
        if (may_linger_ && ReadersMayLinger()) std::swap(lingering_, reader);
    }
    End(std::move(reader));
}

void SqliteBackend::End(std::unique_ptr<SqliteConnection> reader) {
    if (reader == nullptr) return;
    try {
        reader->Execute(kCommit, {}, nullptr);
    } catch (const StorageError&) {
        return;  // a connection that cannot end its reading is not used again
    }
    const std::lock_guard lock(readers_mutex_);
    readers_.push_back(std::move(reader));
}

std::unique_ptr<SqliteConnection> SqliteBackend::LetLinger(bool may) {
    const std::lock_guard lock(readers_mutex_);
    may_linger_ = may;
    return std::move(lingering_);
}

void SqliteBackend::Commit() {
    End(LetLinger(false));
    try {
        writer_.Execute(kCommit, {}, nullptr);
    } catch (...) {
        LetLinger(true);
        throw;
    }
    LetLinger(true);
}

void SqliteBackend::Read(const std::function<void(Transaction&)>& body) {
    const auto reading = OneMoment::Share(*this, [this] { return Open(); });
    Transaction tx(*reading);
    body(tx);
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

namespace {

std::atomic<bool> readers_may_linger = false;

}  // namespace

void LetReadersLinger(bool may) {
    readers_may_linger = may;
}
bool ReadersMayLinger() {
    return readers_may_linger;
}

std::unique_ptr<Backend> OpenSqlite(const Settings& settings) {
    return std::make_unique<SqliteBackend>(settings);
}

}  // namespace dongson::storage
