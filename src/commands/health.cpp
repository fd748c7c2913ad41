#include "commands/health.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>

#include "core/disk_room.h"
#include "core/log.h"
#include "core/stopping.h"
#include "platform/jobs/jobs.h"
#include "platform/ledger/ledger.h"
#include "storage/database.h"
#include "storage/scarcity.h"

namespace dongson::commands {

using namespace std::chrono_literals;
using storage::Statement;
using storage::Transaction;

namespace {

constexpr Statement kPing{"commands.ping", "SELECT 1"};
constexpr Statement kOldestWaiting{"commands.oldest_waiting_entry", R"(
    SELECT COALESCE(MIN(id), 0) FROM (
        SELECT MIN(id) AS id FROM ledger_entry WHERE position IS NULL
        UNION ALL
        SELECT id FROM ledger_entry WHERE position = (SELECT COALESCE(MAX(size), 0) FROM ledger_checkpoint)) AS unsigned_entry)"};
constexpr Statement kQuickCheck{"commands.quick_check", "PRAGMA quick_check(1)"};

constexpr auto kPatience = 1500ms;
// The ledger places and signs what waits within a second or two; this long after, it has stopped.
constexpr auto kLedgerPatience = 20s;

}  // namespace

Health::Health(const Platform& platform) : platform_(platform), reserve_(platform.data_folder + "/reserve") {}

void Health::Start() {
    if (const auto room = RoomOf(platform_.data_folder)) MakeReserve(room->reserve());
    threads_.emplace_back([this] { WatchDatabase(); });
    threads_.emplace_back([this] { WatchDisk(); });
    if (platform_.storage.engine() == storage::Engine::sqlite) threads_.emplace_back([this] { CheckPages(); });
}

void Health::Stop() {
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
        wake_.notify_all();
    }
    for (auto& thread : threads_) thread.join();
    threads_.clear();
    storage::SetScarce(false);
}

bool Health::Pause(std::chrono::milliseconds time) {
    std::unique_lock lock(mutex_);
    return !wake_.wait_for(lock, time, [this] { return stopping_; });
}

std::vector<Ailment> Health::Ailments() const {
    const std::lock_guard lock(mutex_);
    std::vector<Ailment> ailments;
    if (!database_.empty())
        ailments.push_back({"database", database_, true});
    else if (asked_ && Steady::now() - *asked_ > kPatience)
        ailments.push_back({"database", "does not answer", true});
    if (!disk_.empty()) ailments.push_back({"disk", disk_});
    if (!ledger_.empty()) ailments.push_back({"ledger", ledger_});
    for (const auto& [part, what] : told_) ailments.push_back({part, what});
    return ailments;
}

void Health::Tell(std::string part, std::string what) {
    const std::lock_guard lock(mutex_);
    if (what.empty())
        told_.erase(part);
    else
        told_.insert_or_assign(std::move(part), std::move(what));
}

void Health::WatchDatabase() {
    int round = 0;
    do {
        AskDatabase();
        try {
            AskLedger();
            if (round % 5 == 0) AskJobs();
        } catch (const std::exception&) {
            // The database's own trouble, which it is asked about itself.
        }
        ++round;
    } while (Pause(1s));
}

void Health::AskDatabase() {
    {
        const std::lock_guard lock(mutex_);
        asked_ = Steady::now();
    }
    std::string wrong;
    try {
        platform_.storage.Read([](Transaction& tx) { return tx.Count(kPing); });
    } catch (const std::exception& error) {
        wrong = "away";
    }
    const std::lock_guard lock(mutex_);
    if (!wrong.empty() && database_.empty()) Log(Severity::error, "DATABASE_AWAY");
    if (wrong.empty() && !database_.empty()) Log(Severity::info, "DATABASE_BACK");
    database_ = std::move(wrong);
    asked_.reset();
}

void Health::AskLedger() {
    const auto oldest = platform_.storage.Read([](Transaction& tx) { return tx.Count(kOldestWaiting); });
    const auto trouble = platform_.ledger.Trouble();
    const std::lock_guard lock(mutex_);
    if (trouble) {
        ledger_ = "stopped: " + trouble->code + ", " + trouble->sentence.In(Language::english);
    } else if (oldest == 0 || oldest != oldest_waiting_) {
        oldest_waiting_ = oldest;
        waiting_since_ = Steady::now();
        ledger_.clear();
    } else if (const auto waited = Steady::now() - waiting_since_; waited > kLedgerPatience) {
        ledger_ = fmt::format("stopped: what happened has waited {} seconds for its place",
                              std::chrono::duration_cast<std::chrono::seconds>(waited).count());
    }
}

// The database is asked: another node may have seen it fail, or the last try took its program with it.
void Health::AskJobs() {
    const auto given_up = platform_.jobs.Count().given_up;
    Tell("jobs", given_up == 0 ? "" : std::to_string(given_up) + " given up after twelve tries");
}

void Health::WatchDisk() {
    do LookAtDisk();
    while (Pause(500ms));
}

// Nearly full: the reserve is given up, and only what is essential is written into it. Free again: the reserve is made anew.
void Health::LookAtDisk() {
    const auto room = RoomOf(platform_.data_folder);
    if (!room) return;
    const bool scarce = storage::Scarce();
    if (!scarce && room->free < room->least()) {
        ::unlink(reserve_.c_str());
        storage::SetScarce(true);
        Log(Severity::error, "DISK_FULL", {{"free", std::to_string(room->free)}, {"folder", platform_.data_folder}});
    } else if (scarce && room->free > room->enough()) {
        storage::SetScarce(false);
        MakeReserve(room->reserve());
        Log(Severity::info, "DISK_FREE_AGAIN", {{"free", std::to_string(room->free)}});
    }
    const std::lock_guard lock(mutex_);
    disk_ = storage::Scarce() ? "full: people can sign in and read, nothing is taken" : "";
}

void Health::MakeReserve(std::int64_t bytes) const {
    const int descriptor = ::open(reserve_.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
    if (descriptor < 0) return;
    if (::posix_fallocate(descriptor, 0, bytes) != 0) ::unlink(reserve_.c_str());
    ::close(descriptor);
}

// Reads every page of the database once, beside the work.
void Health::CheckPages() {
    if (!Pause(2s)) return;
    std::string found;
    try {
        found = platform_.storage.Read([](Transaction& tx) {
            return tx.SelectOne(kQuickCheck, {}, [](storage::Row& row) { return row.Next<std::string>(); }).value_or("");
        });
    } catch (const std::exception& error) {
        found = error.what();
    }
    if (found == "ok" || Stopping()) return;
    Log(Severity::error, "DATABASE_DAMAGED", {{"error", found}});
    Tell("database pages", "damaged: " + found);
}

}  // namespace dongson::commands
