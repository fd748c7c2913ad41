#include "web/worker_pool.h"

#include <sched.h>

#include <algorithm>
#include <system_error>

namespace dongson::web {

void TakeTurnsInBatches() {
    const sched_param none{};
    (void)::sched_setscheduler(0, SCHED_BATCH, &none);
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
        if (!sleepers_.empty()) {
            sleeper = sleepers_.back();
            sleepers_.pop_back();
            sleeper->awake = true;
        } else if (threads_.size() < static_cast<std::size_t>(limits_.threads)) {
            try {
                threads_.emplace_back([this] { Serve(); });
            } catch (const std::system_error&) {
                if (threads_.empty()) throw;  // those that there are do it, later
            }
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
    lock.unlock();
    work.run();
    work.run = nullptr;
    lock.lock();
    --work.asker->second.running;
    Forget(work.asker);
}

void WorkerPool::Serve() {
    Sleeper self;
    std::unique_lock lock(mutex_);
    while (true) {
        if (const auto next = Next(); next != queue_.end()) {
            DoNext(lock, next);
            continue;
        }
        if (stopping_) return;  // what still waits is of an asker who is being served: that thread does it
        self.awake = false;
        sleepers_.push_back(&self);
        self.wake.wait(lock, [&] { return self.awake; });
    }
}

}  // namespace dongson::web
