// Background work as leased rows: safe with several nodes, tried again with growing pauses, visible to operators.
#pragma once

#include <condition_variable>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "core/ids.h"
#include "core/time.h"
#include "storage/database.h"

namespace dongson::jobs {

struct Job {
    JobId id;
    std::string kind, payload;
    Instant run_at;
    std::int64_t attempts = 0;
    std::string last_error;
    Instant leased_until{0};  // of who does it
};

// Does one job; throws to have it tried again.
using Work = std::function<void(const Job&)>;

// How long one job of a kind may take before whoever does it is believed dead, and the job is another's.
inline constexpr std::int64_t kPrompt = 5 * kMinute, kSlow = 3 * kHour;
// What ends later than any lease can was written by a clock that was wrong.
inline constexpr std::int64_t kLongestLease = kSlow + kMinute;

class Jobs {
  public:
    Jobs(storage::Database& database, const Clock& clock) : database_(database), clock_(clock) {}
    ~Jobs() { Stop(); }
    Jobs(const Jobs&) = delete;
    Jobs& operator=(const Jobs&) = delete;

    void Handle(std::string kind, Work work, std::int64_t lease = kPrompt) { work_[std::move(kind)] = {std::move(work), lease}; }
    // Adds a job inside the caller's transaction: it runs once that has committed, and not at all when it rolls back.
    JobId Add(storage::Transaction& tx, std::string_view kind, std::string_view payload, Instant run_at);

    // Adds it unless one of its kind is due by then already, or tried again soon: however often somebody begins what comes round
    // again, it waits once.
    void AddOnce(storage::Transaction& tx, std::string_view kind, Instant run_at);
    // The same for what this transaction makes necessary: one that is being done has read its work already and does not count.
    void AddFollowing(storage::Transaction& tx, std::string_view kind, Instant run_at);

    // Something to be done about once a minute as long as the program runs, whatever the clock says: it looks itself whether its
    // hour has come. For what would otherwise wait for a moment that a wrong clock has put far away.
    void EveryMinute(std::function<void()> tick) { ticks_.push_back(std::move(tick)); }

    // Takes and does one job of the kind that is due, as the thread of the kind does until there is none; false when there was
    // none.
    bool DoOne(std::string_view kind);
    void Start();
    // Begins nothing more and waits for what is being done.
    void Stop();
    // Begins nothing more; what is being done is due again at once, for whoever does it is about to be cut off.
    void GiveBack();

    // What will be done or is being done, the next first.
    std::vector<Job> Waiting(int rows);
    // Whose tries are used up: it lies until an operator has it tried again, or drops it. The newest first.
    std::vector<Job> GivenUp(int rows);
    struct Counts {
        std::int64_t waiting = 0, given_up = 0;
    };
    Counts Count();
    // False when no such job is given up: another has decided already.
    bool Again(JobId id);
    bool Drop(JobId id);
    static constexpr std::int64_t kMostAttempts = 12;

  private:
    struct Handled {
        Work work;
        std::int64_t lease;
    };
    struct Runner {
        bool running = false;
        std::thread thread;
    };
    class Doing;
    std::optional<std::string> Try(const Job& job) const;
    void Do(const Job& job);
    void Fail(const Job& job, const std::string& error);
    std::vector<Job> Listed(const storage::Statement& which, int rows);
    bool Decide(const storage::Statement& what, JobId id);
    void Wake();
    void Tick() const;
    void Run();
    void RunKind(const std::string& kind);
    void StartDueKinds();

    storage::Database& database_;
    const Clock& clock_;
    std::map<std::string, Handled, std::less<>> work_;
    std::mutex mutex_;
    std::condition_variable wake_;
    bool stopping_ = false, added_ = false;
    std::map<std::string, Runner> runners_;  // by kind: a thread each, while there is work
    std::map<std::int64_t, Instant> doing_;  // and until when
    std::vector<std::function<void()>> ticks_;
    std::thread thread_;
};

}  // namespace dongson::jobs
