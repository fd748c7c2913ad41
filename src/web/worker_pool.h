// A small pool for blocking handlers. The worker that slept last wakes first (its caches are warm). Only as many are awake as
// there are processors, for more would only wake and sleep in turns; who says that it waits (core/waiting.h) makes room for
// another, and who has been at one piece for long does not hold up the rest either.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <functional>
#include <list>
#include <map>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>
#include <unordered_map>
#include <vector>

namespace dongson::web {

// A thread that is woken waits until the running one has done what it has at hand: many answers go out at each turn, where they
// would interrupt one another one by one. Threads started later inherit it (docs/decisions/0007-turns-in-batches.md). Without it
// everything works, only slower.
void TakeTurnsInBatches();

struct PoolLimits {
    int threads = 1;
    std::size_t waiting = 2000;         // of everybody together, before "busy" is answered
    std::size_t waiting_of_one = 2000;  // of one asker
    int at_once_of_one = 1 << 20;       // threads that one asker may hold; the others stay for the rest
    int awake = 1 << 20;                // threads that work at the same time, but for those that wait and those that take long
};

// Who waits is served in turns, one piece of work of each asker a round: a thousand requests from one address do not delay the
// first of another. Threads start as they are needed.
class WorkerPool {
  public:
    explicit WorkerPool(PoolLimits limits);
    ~WorkerPool();
    WorkerPool(const WorkerPool&) = delete;
    WorkerPool& operator=(const WorkerPool&) = delete;

    // False when the queue is full, or this asker has too much in it: the caller answers "busy" rather than letting everyone
    // wait.
    bool Submit(std::string_view asker, std::function<void()> work);
    std::size_t Waiting() const;

  private:
    struct Sleeper {
        std::condition_variable wake;
        bool awake = false;
    };
    struct Asker {
        std::size_t waiting = 0;
        int running = 0;
        std::uint64_t last_round = 0;
    };
    using Askers = std::unordered_map<std::string, Asker>;
    struct Work {
        Askers::value_type* asker;
        std::function<void()> run;
    };
    void Serve();
    void DoNext(std::unique_lock<std::mutex>& lock, std::multimap<std::uint64_t, Work>::iterator next);
    std::multimap<std::uint64_t, Work>::iterator Next();
    void Forget(Askers::value_type* asker);
    Sleeper* OneMore();
    void Start();
    void Tell(bool waits);
    void Watch();

    const PoolLimits limits_;
    mutable std::mutex mutex_;
    std::multimap<std::uint64_t, Work> queue_;  // by round
    Askers askers_;                             // who waits or is being served
    std::uint64_t round_ = 0;                   // of what was taken last
    // One a thread, and outliving it: a thread may end while another is about to wake it.
    std::list<Sleeper> places_;
    std::vector<Sleeper*> sleepers_;
    int awake_ = 0;            // threads that neither sleep nor wait
    int allowed_;              // of them, now
    std::uint64_t taken_ = 0;  // how much was begun
    bool stopping_ = false, refused_ = false;
    std::condition_variable held_up_;  // something waits though threads sleep
    std::vector<std::thread> threads_;
    std::thread watch_;
};

}  // namespace dongson::web
