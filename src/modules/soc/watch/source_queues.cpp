#include "modules/soc/watch/source_queues.h"

namespace dongson::soc {

namespace {

constexpr std::size_t kBatchEvents = 512, kBatchBytes = 512 << 10;

std::size_t CostOf(const Offered& event) {
    return event.bytes.size() + sizeof(Offered);
}

}  // namespace

void SourceQueues::Add(const Offered& event, Queue& queue) {
    queue.bytes += CostOf(event);
    waiting_.bytes += CostOf(event);
    ++waiting_.events;
}

std::vector<Offered> SourceQueues::Put(std::vector<Offered> events) {
    std::vector<Offered> refused;
    {
        const std::lock_guard lock(mutex_);
        for (Offered& event : events) {
            Queue& queue = queues_[event.source];
            if (queue.bytes + CostOf(event) > most_bytes_) {
                refused.push_back(std::move(event));
                continue;
            }
            Add(event, queue);
            queue.events.push_back(std::move(event));
        }
    }
    filled_.notify_one();
    return refused;
}

std::vector<Offered> SourceQueues::Next() {
    std::unique_lock lock(mutex_);
    filled_.wait(lock, [this] { return waiting_.events > 0 || stopping_; });
    std::vector<Offered> batch;
    if (waiting_.events == 0) return batch;
    auto turn = queues_.upper_bound(last_);
    while (turn == queues_.end() || turn->second.events.empty()) turn = turn == queues_.end() ? queues_.begin() : std::next(turn);
    last_ = turn->first;
    Queue& queue = turn->second;
    for (std::size_t bytes = 0; !queue.events.empty() && batch.size() < kBatchEvents && bytes < kBatchBytes;) {
        const std::size_t cost = CostOf(queue.events.front());
        batch.push_back(std::move(queue.events.front()));
        queue.events.pop_front();
        queue.bytes -= cost;
        waiting_.bytes -= cost;
        --waiting_.events;
        bytes += cost;
    }
    return batch;
}

void SourceQueues::PutBack(std::vector<Offered> events) {
    const std::lock_guard lock(mutex_);
    for (auto event = events.rbegin(); event != events.rend(); ++event) {
        Queue& queue = queues_[event->source];
        Add(*event, queue);
        queue.events.push_front(std::move(*event));
    }
}

bool SourceQueues::Crowded(std::uint32_t source) const {
    const std::lock_guard lock(mutex_);
    const auto queue = queues_.find(source);
    return queue != queues_.end() && queue->second.bytes > most_bytes_ / 4 * 3;
}

SourceQueues::Waiting SourceQueues::waiting() const {
    const std::lock_guard lock(mutex_);
    return waiting_;
}

void SourceQueues::Start() {
    const std::lock_guard lock(mutex_);
    stopping_ = false;
}

void SourceQueues::Stop() {
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
    }
    filled_.notify_all();
    stopped_.notify_all();
}

bool SourceQueues::Pause(std::chrono::milliseconds time) const {
    std::unique_lock lock(mutex_);
    return stopped_.wait_for(lock, time, [this] { return stopping_; });
}

}  // namespace dongson::soc
