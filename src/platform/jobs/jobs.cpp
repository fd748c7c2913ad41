#include "platform/jobs/jobs.h"

#include "core/log.h"

namespace dongson::jobs {

using storage::Row;
using storage::Statement;
using storage::Transaction;

namespace {

constexpr Statement kAdd{"jobs.add", R"(
    INSERT INTO job (id, lane, kind, payload, run_at, attempts, leased_until, last_error)
    VALUES ($id, $lane, $kind, $payload, $run_at, 0, 0, ''))"};
constexpr Statement kDue{"jobs.due", R"(
    SELECT id, kind, payload, run_at, attempts, last_error FROM job
     WHERE lane = $lane AND run_at <= $now AND leased_until <= $now AND attempts < $most ORDER BY run_at, id LIMIT 1)",
                         R"(
    SELECT id, kind, payload, run_at, attempts, last_error FROM job
     WHERE lane = $lane AND run_at <= $now AND leased_until <= $now AND attempts < $most ORDER BY run_at, id LIMIT 1 FOR UPDATE SKIP LOCKED)"};
constexpr Statement kLease{"jobs.lease", R"(
    UPDATE job SET leased_until = $until, attempts = attempts + 1 WHERE id = $id)"};
constexpr Statement kDone{"jobs.done", "DELETE FROM job WHERE id = $id"};
constexpr Statement kFailed{"jobs.failed",
                            "UPDATE job SET run_at = $run_at, leased_until = 0, last_error = $error WHERE id = $id"};
constexpr Statement kWaiting{"jobs.waiting", R"(
    SELECT id, kind, payload, run_at, attempts, last_error FROM job ORDER BY run_at, id LIMIT $rows)"};

// Longer than anything of the lane takes: whose lease has ended is believed dead, and the job is taken by another.
constexpr std::int64_t LeaseOf(Lane lane) {
    return lane == Lane::prompt ? 5 * kMinute : 3 * kHour;
}

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
    const auto work = work_.find(kind);
    const auto lane = work == work_.end() ? Lane::prompt : work->second.lane;
    tx.Run(kAdd, {{"id", id}, {"lane", lane}, {"kind", kind}, {"payload", payload}, {"run_at", run_at}});
    tx.AfterCommit([this, lane] {
        const std::lock_guard lock(mutex_);
        RunnerOf(lane).added = true;
        wake_.notify_all();
    });
    return id;
}

bool Jobs::RunOne(Lane lane) {
    const auto now = clock_.Now();
    auto taken = database_.InTransaction([&](Transaction& tx) -> Result<std::optional<Job>> {
        auto job = tx.SelectOne(kDue, {{"lane", lane}, {"now", now}, {"most", kMostAttempts}}, ReadJob);
        if (job) tx.Run(kLease, {{"id", job->id}, {"until", now + LeaseOf(lane)}});
        return job;
    });
    if (!taken || !*taken) return false;
    const auto& job = **taken;
    try {
        const auto work = work_.find(job.kind);
        if (work == work_.end()) throw std::runtime_error("nobody does jobs of this kind");
        work->second.work(job);
        database_.MustWrite([&](Transaction& tx) { tx.Run(kDone, {{"id", job.id}}); });
    } catch (const std::exception& error) {
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
    return true;
}

void Jobs::Start() {
    for (const auto lane : {Lane::prompt, Lane::slow}) RunnerOf(lane).thread = std::thread([this, lane] { Run(lane); });
}

void Jobs::Stop() {
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
        wake_.notify_all();
    }
    for (auto& runner : runners_)
        if (runner.thread.joinable()) runner.thread.join();
}

void Jobs::Run(Lane lane) {
    while (true) {
        {
            std::unique_lock lock(mutex_);
            wake_.wait_for(lock, std::chrono::seconds(2), [&] { return stopping_ || RunnerOf(lane).added; });
            if (stopping_) return;
            RunnerOf(lane).added = false;
        }
        try {
            while (RunOne(lane)) {
                const std::lock_guard lock(mutex_);
                if (stopping_) return;
            }
        } catch (const std::exception& error) {
            Log(Severity::error, "JOB_RUNNER_FAILED", {{"error", error.what()}});
        }
    }
}

std::vector<Job> Jobs::Waiting(int rows) {
    return database_.Read([&](Transaction& tx) { return tx.Select(kWaiting, {{"rows", rows}}, ReadJob); });
}

}  // namespace dongson::jobs
