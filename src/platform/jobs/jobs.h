// Background work as leased rows: safe with several nodes, tried again with growing pauses, visible to operators.
#pragma once

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

class Jobs {
  public:
    Jobs(storage::Database& database, const Clock& clock) : database_(database), clock_(clock) {}
    ~Jobs() { Stop(); }
    Jobs(const Jobs&) = delete;
    Jobs& operator=(const Jobs&) = delete;

    void Handle(std::string kind, Work work) { work_[std::move(kind)] = std::move(work); }
    // Adds a job inside the caller's transaction: it runs once that has committed, and not at all when it rolls back.
    JobId Add(storage::Transaction& tx, std::string_view kind, std::string_view payload, Instant run_at);

    // Takes and does one job that is due; false when there was none.
    bool RunOne();
    void Start();
    void Stop();

    std::vector<Job> Waiting(int rows);
    static constexpr std::int64_t kMostAttempts = 12;

  private:
    void Run();

    storage::Database& database_;
    const Clock& clock_;
    std::map<std::string, Work> work_;
    std::mutex mutex_;
    std::condition_variable wake_;
    bool stopping_ = false, added_ = false;
    std::thread thread_;
};

}  // namespace dongson::jobs
