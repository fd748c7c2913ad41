// Events that wait to be judged, in a queue a source: who floods fills its own.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <map>
#include <mutex>
#include <string>
#include <vector>

#include "core/time.h"
#include "modules/soc/events/record.h"

namespace dongson::soc {

class SourceQueues {
  public:
    // So much may wait of one source, what keeping an event costs included.
    explicit SourceQueues(std::size_t most_bytes) : most_bytes_(most_bytes) {}

    // Those that there was no room for.
    std::vector<Offered> Put(std::vector<Offered> events);
    // Some events of the source whose turn it is. Waits for them; none when stopped and nothing is left.
    std::vector<Offered> Next();
    // In front again, though there were no room.
    void PutBack(std::vector<Offered> events);
    // Whether the source's queue has no room to speak of.
    bool Crowded(std::uint32_t source) const;

    struct Waiting {
        std::uint64_t events = 0, bytes = 0;
    };
    Waiting waiting() const;

    void Start();
    // Who waits for events or pauses goes on.
    void Stop();
    // True when it was stopped meanwhile.
    bool Pause(std::chrono::milliseconds time) const;

  private:
    struct Queue {
        std::deque<Offered> events;
        std::size_t bytes = 0;
    };
    void Add(const Offered& event, Queue& queue);

    std::size_t most_bytes_;
    mutable std::mutex mutex_;
    mutable std::condition_variable filled_, stopped_;
    std::map<std::uint32_t, Queue> queues_;
    std::uint32_t last_ = 0;  // whose turn it was
    Waiting waiting_;
    bool stopping_ = false;
};

}  // namespace dongson::soc
