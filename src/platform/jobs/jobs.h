// Background work as leased rows: safe with several nodes, tried again with growing pauses, visible to operators.
#pragma once

#include <array>
#include <condition_variable>
#include <functional>
#include <map>
#include <mutex>
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
};

// Does one job; throws to have it tried again.
using Work = std::function<void(const Job&)>;

// What takes seconds or minutes has a thread of its own, so that letters never wait for it.
enum class Lane : unsigned char { prompt, slow };

class Jobs {
  public:
    Jobs(storage::Database& database, const Clock& clock) : database_(database), clock_(clock) {}
    ~Jobs() { Stop(); }
    Jobs(const Jobs&) = delete;
    Jobs& operator=(const Jobs&) = delete;

    void Handle(std::string kind, Work work, Lane lane = Lane::prompt) { work_[std::move(kind)] = {std::move(work), lane}; }
    // Adds a job inside the caller's transaction: it runs once that has committed, and not at all when it rolls back.
    JobId Add(storage::Transaction& tx, std::string_view kind, std::string_view payload, Instant run_at);

    // Takes and does one job of the lane that is due; false when there was none.
    bool RunOne(Lane lane = Lane::prompt);
    void Start();
    void Stop();

    std::vector<Job> Waiting(int rows);
    static constexpr std::int64_t kMostAttempts = 12;

  private:
    struct Handled {
        Work work;
        Lane lane;
    };
    struct Runner {
        bool added = false;
        std::thread thread;
    };
    void Run(Lane lane);
    Runner& RunnerOf(Lane lane) { return runners_[static_cast<std::size_t>(lane)]; }

    storage::Database& database_;
    const Clock& clock_;
    std::map<std::string, Handled, std::less<>> work_;
    std::mutex mutex_;
    std::condition_variable wake_;
    bool stopping_ = false;
    std::array<Runner, 2> runners_;  // by lane
};

}  // namespace dongson::jobs
