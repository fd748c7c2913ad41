// Whether the program is well, and what it lacks. Everything is found out beforehand by threads of its own: whoever asks is
// answered at once, whatever is away.
#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "platform/platform.h"

namespace dongson::commands {

// A part that is not well. What keeps requests from being answered is grave; with the rest people can still sign in and read.
struct Ailment {
    std::string part, what;
    bool grave = false;
};

class Health {
  public:
    explicit Health(const Platform& platform);
    ~Health() { Stop(); }
    Health(const Health&) = delete;
    Health& operator=(const Health&) = delete;

    void Start();
    void Stop();
    std::vector<Ailment> Ailments() const;
    // Lasting findings of others: what daily work found damaged. No text takes it back.
    void Tell(std::string part, std::string what);

  private:
    using Steady = std::chrono::steady_clock;
    void WatchDatabase();
    void WatchDisk();
    void CheckPages();
    bool Pause(std::chrono::milliseconds time);
    void AskDatabase();
    void AskLedger();
    void AskJobs();
    void LookAtDisk();
    void MakeReserve(std::int64_t bytes) const;

    const Platform& platform_;
    const std::string reserve_;  // a file that is given up when the disk is full
    mutable std::mutex mutex_;
    std::condition_variable wake_;
    bool stopping_ = false;
    std::optional<Steady::time_point> asked_;  // the database, and has not answered yet
    std::string database_, ledger_, disk_;     // what is wrong; empty: well
    std::map<std::string, std::string> told_;
    std::int64_t oldest_waiting_ = 0;  // entry of the ledger, and since when it is
    Steady::time_point waiting_since_;
    std::vector<std::thread> threads_;
};

}  // namespace dongson::commands
