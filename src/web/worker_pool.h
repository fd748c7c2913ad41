// A small pool for blocking handlers. The worker that slept last wakes first (its caches are warm), and only as many wake as
// there is work, so its speed hardly depends on its size.
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace dongson::web {

// A thread that is woken waits until the running one has done what it has at hand: many answers go out at each turn, where they
// would interrupt one another one by one. Threads started later inherit it (docs/decisions/0007-turns-in-batches.md). Without it
// everything works, only slower.
void TakeTurnsInBatches();

class WorkerPool {
  public:
    WorkerPool(int threads, std::size_t queue_limit);
    ~WorkerPool();
    WorkerPool(const WorkerPool&) = delete;
    WorkerPool& operator=(const WorkerPool&) = delete;

    // False when the queue is full: the caller answers "busy" rather than letting everyone wait.
    bool Submit(std::function<void()> work);
    std::size_t Waiting() const;

  private:
    struct Sleeper {
        std::condition_variable wake;
        bool awake = false;
    };
    void Work();

    mutable std::mutex mutex_;
    std::deque<std::function<void()>> queue_;
    std::vector<Sleeper*> sleepers_;
    std::size_t queue_limit_;
    bool stopping_ = false;
    std::vector<std::thread> threads_;
};

}  // namespace dongson::web
