#include "web/worker_pool.h"

#include <sched.h>

#include <algorithm>
#include <chrono>
#include <system_error>
#include <utility>

#include "core/log.h"
#include "core/waiting.h"

namespace dongson::web {

void TakeTurnsInBatches() {
    const sched_param none{};
    (void)::sched_setscheduler(0, SCHED_BATCH, &none);
}

// One thread from the start: whatever the system refuses later, the work is done.
WorkerPool::WorkerPool(PoolLimits limits) : limits_(limits), allowed_(limits.awake) {
    awake_ = 1;
    threads_.emplace_back([this] { Serve(); });
    if (limits_.awake < limits_.threads) watch_ = std::thread([this] { Watch(); });
}

WorkerPool::~WorkerPool() {
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
        for (auto* sleeper : sleepers_) {
            sleeper->awake = true;
            sleeper->wake.notify_one();
        }
        sleepers_.clear();
        held_up_.notify_one();
    }
    if (watch_.joinable()) watch_.join();
    for (auto& thread : threads_) thread.join();
}

bool WorkerPool::Submit(std::string_view asker, std::function<void()> work) {
    Sleeper* sleeper = nullptr;
    {
        const std::lock_guard lock(mutex_);
        if (queue_.size() >= limits_.waiting || stopping_) return false;
        auto& entry = *askers_.try_emplace(std::string(asker)).first;
        if (entry.second.waiting >= limits_.waiting_of_one) return false;
        ++entry.second.waiting;
        entry.second.last_round = std::max(round_, entry.second.last_round) + 1;
        queue_.emplace(entry.second.last_round, Work{&entry, std::move(work)});
        if (awake_ < allowed_) sleeper = OneMore();
        if (sleeper == nullptr) held_up_.notify_one();
    }
    // Outside the lock: whoever wakes would only run into it. A sleeper lives as long as the pool.
    if (sleeper != nullptr) sleeper->wake.notify_one();
    return true;
}

// Another thread that will look for work; who is returned has still to be woken, outside the lock.
WorkerPool::Sleeper* WorkerPool::OneMore() {
    if (!sleepers_.empty()) {
        auto* sleeper = sleepers_.back();
        sleepers_.pop_back();
        sleeper->awake = true;
        ++awake_;
        return sleeper;
    }
    if (threads_.size() < static_cast<std::size_t>(limits_.threads)) Start();
    return nullptr;
}

// The system may refuse a thread: those that there are do the work, later.
void WorkerPool::Start() {
    try {
        threads_.emplace_back([this] { Serve(); });
        ++awake_;
    } catch (const std::system_error& error) {
        if (!std::exchange(refused_, true)) Log(Severity::error, "THREAD_REFUSED", {{"error", error.what()}});
    }
}

void WorkerPool::Tell(bool waits) {
    Sleeper* sleeper = nullptr;
    {
        const std::lock_guard lock(mutex_);
        awake_ += waits ? -1 : 1;
        if (waits && !stopping_ && awake_ < allowed_ && Next() != queue_.end()) sleeper = OneMore();
    }
    if (sleeper != nullptr) sleeper->wake.notify_one();
}

// While something waits: when nothing was begun for this long, those awake are all at something long, and one more helps.
void WorkerPool::Watch() {
    constexpr std::chrono::milliseconds kPatience{2};
    std::unique_lock lock(mutex_);
    while (!stopping_) {
        const auto taken = taken_;
        if (Next() == queue_.end()) {
            held_up_.wait(lock);
            continue;
        }
        lock.unlock();
        std::this_thread::sleep_for(kPatience);
        lock.lock();
        if (stopping_ || taken != taken_ || Next() == queue_.end()) continue;
        ++allowed_;
        if (auto* sleeper = OneMore(); sleeper != nullptr) sleeper->wake.notify_one();
    }
}

std::size_t WorkerPool::Waiting() const {
    const std::lock_guard lock(mutex_);
    return queue_.size();
}

std::multimap<std::uint64_t, WorkerPool::Work>::iterator WorkerPool::Next() {
    auto next = queue_.begin();
    while (next != queue_.end() && next->second.asker->second.running >= limits_.at_once_of_one) ++next;
    return next;
}

void WorkerPool::Forget(Askers::value_type* asker) {
    if (asker->second.waiting == 0 && asker->second.running == 0) askers_.erase(asker->first);
}

void WorkerPool::DoNext(std::unique_lock<std::mutex>& lock, std::multimap<std::uint64_t, Work>::iterator next) {
    round_ = std::max(round_, next->first);
    auto work = std::move(next->second);
    queue_.erase(next);
    --work.asker->second.waiting;
    ++work.asker->second.running;
    ++taken_;
    lock.unlock();
    work.run();
    work.run = nullptr;
    lock.lock();
    --work.asker->second.running;
    Forget(work.asker);
}

void WorkerPool::Serve() {
    const TellWaiting tell = [this](bool waits) { Tell(waits); };
    const WaitingTold told(tell);
    std::unique_lock lock(mutex_);
    auto& self = places_.emplace_back();
    while (true) {
        // More are awake than are allowed once somebody who waited goes on.
        const auto next = Next();
        if (next != queue_.end() && (awake_ <= allowed_ || stopping_)) {
            DoNext(lock, next);
            continue;
        }
        if (next == queue_.end()) allowed_ = limits_.awake;
        if (stopping_) return;  // what still waits is of an asker who is being served: that thread does it
        self.awake = false;
        --awake_;
        if (next != queue_.end()) held_up_.notify_one();
        sleepers_.push_back(&self);
        self.wake.wait(lock, [&] { return self.awake; });
    }
}

}  // namespace dongson::web
