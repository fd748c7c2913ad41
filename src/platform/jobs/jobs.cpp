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
    UPDATE job SET leased_until = 0, attempts = attempts - 1 WHERE id = $id AND leased_until = $mine)"};
constexpr Statement kLease{"jobs.lease", R"(
    UPDATE job SET leased_until = $until, attempts = attempts + 1 WHERE id = $id)"};
// Whose lease ran out ends nothing: the job is another's by now, with a lease of its own.
constexpr Statement kDone{"jobs.done", "DELETE FROM job WHERE id = $id AND leased_until = $mine"};
constexpr Statement kFailed{"jobs.failed", R"(
    UPDATE job SET run_at = $run_at, leased_until = 0, last_error = $error WHERE id = $id AND leased_until = $mine)"};
constexpr Statement kWaitingOfKind{"jobs.waiting_of_kind", R"(
    SELECT COUNT(*) FROM job WHERE kind = $kind AND run_at <= $soon AND attempts < $most)"};
constexpr Statement kUnbegunOfKind{"jobs.unbegun_of_kind", R"(
    SELECT COUNT(*) FROM job
     WHERE kind = $kind AND run_at <= $soon AND attempts < $most AND (leased_until <= $now OR leased_until > $never))"};
// Its tries are used up, and nobody is at the last of them.
#define GIVEN_UP "attempts >= $most AND (leased_until <= $now OR leased_until > $never)"
#define JOBS "SELECT id, kind, payload, run_at, attempts, last_error FROM job WHERE "
constexpr Statement kWaiting{"jobs.waiting", JOBS "NOT (" GIVEN_UP ") ORDER BY run_at, id LIMIT $rows"};
constexpr Statement kGivenUp{"jobs.given_up", JOBS GIVEN_UP " ORDER BY run_at DESC, id LIMIT $rows"};
constexpr Statement kHowMany{"jobs.how_many", "SELECT COUNT(*) FROM job"};
constexpr Statement kHowManyGivenUp{"jobs.how_many_given_up", "SELECT COUNT(*) FROM job WHERE " GIVEN_UP};
constexpr Statement kAgain{"jobs.again",
                           "UPDATE job SET attempts = 0, leased_until = 0, run_at = $now WHERE id = $id AND " GIVEN_UP};
constexpr Statement kDrop{"jobs.drop", "DELETE FROM job WHERE id = $id AND " GIVEN_UP};
#undef JOBS
#undef GIVEN_UP

constexpr std::int64_t kLongestPause = 6 * kHour;

// A minute, then twice as long each time.
constexpr std::int64_t PauseAfter(std::int64_t attempts) {
    return std::min<std::int64_t>(kLongestPause, kMinute << std::min<std::int64_t>(attempts, 9));
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

// What is being done, for as long as it is, however it ends.
class Jobs::Doing {
  public:
    Doing(Jobs& jobs, const Job& job) : jobs_(jobs), id_(job.id.value) {
        const std::lock_guard lock(jobs_.mutex_);
        jobs_.doing_[id_] = job.leased_until;
    }
    ~Doing() {
        const std::lock_guard lock(jobs_.mutex_);
        jobs_.doing_.erase(id_);
    }
    Doing(const Doing&) = delete;
    Doing& operator=(const Doing&) = delete;

  private:
    Jobs& jobs_;
    std::int64_t id_;
};

JobId Jobs::Add(Transaction& tx, std::string_view kind, std::string_view payload, Instant run_at) {
    const auto id = Fresh<JobTag>();
    tx.Run(kAdd, {{"id", id}, {"kind", kind}, {"payload", payload}, {"run_at", run_at}});
    tx.AfterCommit([this] { Wake(); });
    return id;
}

void Jobs::AddOnce(Transaction& tx, std::string_view kind, Instant run_at) {
    if (tx.Count(kWaitingOfKind, {{"kind", kind}, {"soon", run_at + kLongestPause}, {"most", kMostAttempts}}) == 0)
        Add(tx, kind, "", run_at);
}

void Jobs::AddFollowing(Transaction& tx, std::string_view kind, Instant run_at) {
    const auto now = clock_.Now();
    if (tx.Count(kUnbegunOfKind, {{"kind", kind},
                                  {"soon", run_at + kLongestPause},
                                  {"most", kMostAttempts},
                                  {"now", now},
                                  {"never", now + kLongestLease}}) == 0)
        Add(tx, kind, "", run_at);
}

void Jobs::Wake() {
    const std::lock_guard lock(mutex_);
    added_ = true;
    wake_.notify_all();
}

bool Jobs::DoOne(std::string_view kind) {
    const auto now = clock_.Now();
    const auto work = work_.find(kind);
    if (work == work_.end()) return false;
    auto taken = database_.InTransaction([&](Transaction& tx) -> Result<std::optional<Job>> {
        auto job =
            tx.SelectOne(kDue, {{"kind", kind}, {"now", now}, {"never", now + kLongestLease}, {"most", kMostAttempts}}, ReadJob);
        if (job) tx.Run(kLease, {{"id", job->id}, {"until", job->leased_until = now + work->second.lease}});
        return job;
    });
    if (!taken || !*taken) return false;
    const Doing doing(*this, **taken);
    Do(**taken);
    return true;
}

// What went wrong, in words; nothing when it was done.
std::optional<std::string> Jobs::Try(const Job& job) const {
    try {
        work_.find(job.kind)->second.work(job);
        return std::nullopt;
    } catch (const std::exception& error) {
        return error.what();
    } catch (const Refusal& refusal) {
        return refusal.code + ": " + refusal.sentence.In(Language::english);
    }
}

void Jobs::Do(const Job& job) {
    const auto wrong = Try(job);
    if (wrong && !Stopping()) return Fail(job, *wrong);
    // Cut short by the end of the program it has not failed.
    const auto& end = wrong ? kGiveBack : kDone;
    database_.MustWrite([&](Transaction& tx) { tx.Run(end, {{"id", job.id}, {"mine", job.leased_until}}); });
}

void Jobs::Fail(const Job& job, const std::string& error) {
    const auto attempt = job.attempts + 1;
    Log(Severity::warning, "JOB_FAILED",
        {{"kind", job.kind}, {"job", ToText(job.id)}, {"attempt", std::to_string(attempt)}, {"error", error}});
    bool mine = false;
    database_.MustWrite([&](Transaction& tx) {
        mine = tx.Run(kFailed, {{"id", job.id},
                                {"mine", job.leased_until},
                                {"run_at", clock_.Now() + PauseAfter(job.attempts)},
                                {"error", error}}) == 1;
    });
    if (mine && attempt >= kMostAttempts)
        Log(Severity::error, "JOB_GIVEN_UP", {{"kind", job.kind}, {"job", ToText(job.id)}, {"error", error}});
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
    std::map<std::int64_t, Instant> doing;
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
        doing = doing_;
    }
    if (doing.empty()) return;
    try {
        database_.MustWrite([&](Transaction& tx) {
            for (const auto& [id, mine] : doing) tx.Run(kGiveBack, {{"id", id}, {"mine", mine}});
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
                Tick();
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

// What fails keeps none of the others from its minute.
void Jobs::Tick() const {
    for (const auto& tick : ticks_) {
        try {
            tick();
        } catch (const std::exception& error) {
            Log(Severity::error, "JOB_RUNNER_FAILED", {{"error", error.what()}});
        } catch (const Refusal& refusal) {
            Log(Severity::error, "JOB_RUNNER_FAILED", {{"error", refusal.code}});
        }
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
        if (!work_.contains(kind)) continue;  // it waits for a program that knows it
        auto& runner = runners_[kind];
        if (runner.running || stopping_) continue;
        if (runner.thread.joinable()) runner.thread.join();  // it has ended
        // It begins once this lock is given up. Whom the system refuses a thread is not running, and is tried again.
        runner.thread = std::thread([this, kind] { RunKind(kind); });
        runner.running = true;
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
    return Listed(kWaiting, rows);
}

std::vector<Job> Jobs::GivenUp(int rows) {
    return Listed(kGivenUp, rows);
}

std::vector<Job> Jobs::Listed(const Statement& which, int rows) {
    const auto now = clock_.Now();
    return database_.Read([&](Transaction& tx) {
        return tx.Select(which, {{"most", kMostAttempts}, {"now", now}, {"never", now + kLongestLease}, {"rows", rows}}, ReadJob);
    });
}

Jobs::Counts Jobs::Count() {
    const auto now = clock_.Now();
    return database_.Read([&](Transaction& tx) {
        Counts counts;
        counts.given_up = tx.Count(kHowManyGivenUp, {{"most", kMostAttempts}, {"now", now}, {"never", now + kLongestLease}});
        counts.waiting = tx.Count(kHowMany) - counts.given_up;
        return counts;
    });
}

bool Jobs::Again(JobId id) {
    return Decide(kAgain, id);
}

bool Jobs::Drop(JobId id) {
    return Decide(kDrop, id);
}

bool Jobs::Decide(const Statement& what, JobId id) {
    const auto now = clock_.Now();
    bool found = false;
    database_.MustWrite([&](Transaction& tx) {
        found = tx.Run(what, {{"id", id}, {"most", kMostAttempts}, {"now", now}, {"never", now + kLongestLease}}) == 1;
        tx.AfterCommit([this] { Wake(); });
    });
    return found;
}

}  // namespace dongson::jobs
