#include "web/worker_pool.h"

#include <sched.h>

namespace dongson::web {

void TakeTurnsInBatches() {
    const sched_param none{};
    (void)::sched_setscheduler(0, SCHED_BATCH, &none);
}

WorkerPool::WorkerPool(int threads, std::size_t queue_limit) : queue_limit_(queue_limit) {
    for (int index = 0; index < threads; ++index) threads_.emplace_back([this] { Work(); });
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
    }
    for (auto& thread : threads_) thread.join();
}

bool WorkerPool::Submit(std::function<void()> work) {
    Sleeper* sleeper = nullptr;
    {
        const std::lock_guard lock(mutex_);
        if (queue_.size() >= queue_limit_ || stopping_) return false;
        queue_.push_back(std::move(work));
        if (!sleepers_.empty()) {
            sleeper = sleepers_.back();
            sleepers_.pop_back();
            sleeper->awake = true;
        }
    }
    // Outside the lock: whoever wakes would only run into it. A sleeper lives as long as its thread, which joins at the end.
    if (sleeper != nullptr) sleeper->wake.notify_one();
    return true;
}

std::size_t WorkerPool::Waiting() const {
    const std::lock_guard lock(mutex_);
    return queue_.size();
}

void WorkerPool::Work() {
    Sleeper self;
    std::unique_lock lock(mutex_);
    while (true) {
        if (!queue_.empty()) {
            auto work = std::move(queue_.front());
            queue_.pop_front();
            lock.unlock();
            work();
            work = nullptr;
            lock.lock();
            continue;
        }
        if (stopping_) return;
        self.awake = false;
        sleepers_.push_back(&self);
        self.wake.wait(lock, [&] { return self.awake; });
    }
}

}  // namespace dongson::web
