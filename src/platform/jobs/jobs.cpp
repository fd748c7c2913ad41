#include "platform/jobs/jobs.h"

#include "core/log.h"
#include "core/stopping.h"

namespace dongson::jobs {

using storage::Row;
using storage::Statement;
using storage::Transaction;

namespace {

constexpr Statement kAdd{"jobs.add", R"(
    INSERT INTO job (id, kind, payload, run_at, attempts, leased_until, last_error)
    VALUES ($id, $kind, $payload, $run_at, 0, 0, ''))"};
// A lease that ends later than any can was taken by a clock that was wrong: it binds nobody.
#define DUE                                                               \
    "SELECT id, kind, payload, run_at, attempts, last_error FROM job "    \
    "WHERE kind = $kind AND run_at <= $now AND (leased_until <= $now OR " \
    "leased_until > $never) AND attempts < $most ORDER BY run_at, id LIMIT 1"
constexpr Statement kDue{"jobs.due", DUE, DUE " FOR UPDATE SKIP LOCKED"};
#undef DUE
constexpr Statement kDueKinds{"jobs.due_kinds", R"(
    SELECT DISTINCT kind FROM job
     WHERE run_at <= $now AND (leased_until <= $now OR leased_until > $never) AND attempts < $most)"};
constexpr Statement kGiveBack{"jobs.give_back", R"(
    UPDATE job SET leased_until = 0, attempts = attempts - 1 WHERE id = $id AND leased_until > 0)"};
constexpr Statement kLease{"jobs.lease", R"(
    UPDATE job SET leased_until = $until, attempts = attempts + 1 WHERE id = $id)"};
constexpr Statement kDone{"jobs.done", "DELETE FROM job WHERE id = $id"};
constexpr Statement kFailed{"jobs.failed",
                            "UPDATE job SET run_at = $run_at, leased_until = 0, last_error = $error WHERE id = $id"};
constexpr Statement kWaiting{"jobs.waiting", R"(
    SELECT id, kind, payload, run_at, attempts, last_error FROM job ORDER BY run_at, id LIMIT $rows)"};

Job ReadJob(Row& row) {
    return {.id = row.Next<JobId>(),
            .kind = row.Next<std::string>(),
            .payload = row.Next<std::string>(),
            .run_at = row.Next<Instant>(),
            .attempts = row.Next<std::int64_t>(),
            .last_error = row.Next<std::string>()};
}

}  // namespace

JobId Jobs::Add(Transaction& tx, std::string_view kind, std::string_view payload, Instant run_at) {
    const auto id = Fresh<JobTag>();
    tx.Run(kAdd, {{"id", id}, {"kind", kind}, {"payload", payload}, {"run_at", run_at}});
    tx.AfterCommit([this] {
        const std::lock_guard lock(mutex_);
        added_ = true;
        wake_.notify_all();
    });
    return id;
}

bool Jobs::DoOne(std::string_view kind) {
    const auto now = clock_.Now();
    const auto work = work_.find(kind);
    const auto lease = work == work_.end() ? kPrompt : work->second.lease;
    auto taken = database_.InTransaction([&](Transaction& tx) -> Result<std::optional<Job>> {
        auto job =
            tx.SelectOne(kDue, {{"kind", kind}, {"now", now}, {"never", now + kLongestLease}, {"most", kMostAttempts}}, ReadJob);
        if (job) tx.Run(kLease, {{"id", job->id}, {"until", now + lease}});
        return job;
    });
    if (!taken || !*taken) return false;
    {
        const std::lock_guard lock(mutex_);
        doing_.insert((*taken)->id.value);
    }
    Do(**taken, now);
    const std::lock_guard lock(mutex_);
    doing_.erase((*taken)->id.value);
    return true;
}

void Jobs::Do(const Job& job, Instant now) {
    try {
        const auto work = work_.find(job.kind);
        if (work == work_.end()) throw std::runtime_error("nobody does jobs of this kind");
        work->second.work(job);
        database_.MustWrite([&](Transaction& tx) { tx.Run(kDone, {{"id", job.id}}); });
    } catch (const std::exception& error) {
        if (Stopping()) {
            // It was cut short by the end of the program: that is no failure of its own.
            database_.MustWrite([&](Transaction& tx) { tx.Run(kGiveBack, {{"id", job.id}}); });
            return;
        }
        // A minute, then twice as long each time, six hours at most.
        const auto pause = std::min<std::int64_t>(6 * kHour, kMinute << std::min<std::int64_t>(job.attempts, 9));
        Log(Severity::warning, "JOB_FAILED",
            {{"kind", job.kind},
             {"job", ToText(job.id)},
             {"attempt", std::to_string(job.attempts + 1)},
             {"error", error.what()}});
        database_.MustWrite([&](Transaction& tx) {
            tx.Run(kFailed, {{"id", job.id}, {"run_at", now + pause}, {"error", std::string_view(error.what())}});
        });
    }
}

void Jobs::Start() {
    thread_ = std::thread([this] { Run(); });
}

void Jobs::Stop() {
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
        wake_.notify_all();
    }
    if (thread_.joinable()) thread_.join();
    for (auto& [kind, runner] : runners_)
        if (runner.thread.joinable()) runner.thread.join();
}

void Jobs::GiveBack() {
    std::set<std::int64_t> doing;
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
        doing = doing_;
    }
    if (doing.empty()) return;
    try {
        database_.MustWrite([&](Transaction& tx) {
            for (const auto id : doing) tx.Run(kGiveBack, {{"id", id}});
        });
    } catch (const std::exception& error) {
        Log(Severity::warning, "JOB_RUNNER_FAILED", {{"error", error.what()}});
    }
}

// Looks every two seconds, and when something was added, which kinds have work, and starts a thread for each.
void Jobs::Run() {
    auto next_tick = std::chrono::steady_clock::now();
    while (true) {
        try {
            StartDueKinds();
            if (std::chrono::steady_clock::now() >= next_tick) {
                next_tick = std::chrono::steady_clock::now() + std::chrono::minutes(1);
                for (const auto& tick : ticks_) tick();
            }
        } catch (const std::exception& error) {
            Log(Severity::error, "JOB_RUNNER_FAILED", {{"error", error.what()}});
        }
        std::unique_lock lock(mutex_);
        wake_.wait_for(lock, std::chrono::seconds(2), [&] { return stopping_ || added_; });
        if (stopping_) return;
        added_ = false;
    }
}

void Jobs::StartDueKinds() {
    const auto now = clock_.Now();
    const auto kinds = database_.Read([&](Transaction& tx) {
        return tx.Select(kDueKinds, {{"now", now}, {"never", now + kLongestLease}, {"most", kMostAttempts}},
                         [](Row& row) { return row.Next<std::string>(); });
    });
    const std::lock_guard lock(mutex_);
    for (const auto& kind : kinds) {
        auto& runner = runners_[kind];
        if (runner.running || stopping_) continue;
        if (runner.thread.joinable()) runner.thread.join();  // it has ended
        runner.running = true;
        runner.thread = std::thread([this, kind] { RunKind(kind); });
    }
}

void Jobs::RunKind(const std::string& kind) {
    try {
        for (bool more = true; more;) {
            more = DoOne(kind);
            const std::lock_guard lock(mutex_);
            if (stopping_) break;
        }
    } catch (const std::exception& error) {
        Log(Severity::error, "JOB_RUNNER_FAILED", {{"error", error.what()}});
    }
    const std::lock_guard lock(mutex_);
    runners_[kind].running = false;
}

std::vector<Job> Jobs::Waiting(int rows) {
    return database_.Read([&](Transaction& tx) { return tx.Select(kWaiting, {{"rows", rows}}, ReadJob); });
}

}  // namespace dongson::jobs
