// The watch itself: what collectors bring is read, judged by every rule, stored, and counted to the last event.
//
// Two ways in. Offer() takes an event from those who cannot wait (UDP, TCP) into a queue of its source; a thread takes from all
// queues in turn, so that a flood of one source leaves the others alone. Take() does the same work in the caller's thread, for
// those who want to know that their events are safe (HTTP, files): when it returns, they are on disk.
#pragma once

#include <atomic>
#include <condition_variable>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <shared_mutex>
#include <string>
#include <thread>
#include <vector>

#include "modules/soc/domain/alert.h"
#include "modules/soc/engine/correlator.h"
#include "modules/soc/events/event_store.h"
#include "modules/soc/watch/accounts.h"
#include "modules/soc/watch/detection.h"
#include "modules/soc/watch/limits.h"
#include "modules/soc/watch/source_table.h"

namespace dongson::soc {

// An event as a collector has it. The source's number is what the collector recognised.
struct Offered {
    std::uint32_t source = kNobody;
    Shape shape = Shape::text;
    Instant received;
    std::string bytes;
};

// What is told once a second: findings since the last time, and up to which event of each stream they reach.
struct Findings {
    std::vector<Finding> findings;
    std::map<std::string, std::uint64_t> reached;
    CorrelationLosses losses;
};

// How the watch is doing.
struct WatchState {
    std::uint64_t waiting_events = 0, waiting_bytes = 0;
    std::uint64_t judged = 0, hits = 0;  // since the start
    std::string trouble;                 // why nothing can be stored; empty when all is well
    CorrelationLosses losses;
    std::size_t correlations_held = 0;
};

class Watcher {
  public:
    Watcher(EventStore& store, const Clock& clock, WatcherLimits limits = {});
    ~Watcher();
    Watcher(const Watcher&) = delete;
    Watcher& operator=(const Watcher&) = delete;

    void UseSources(std::shared_ptr<const SourceTable> sources);
    std::shared_ptr<const SourceTable> sources() const;
    // From the next event on; says which that is in each stream. What correlations gathered so far is gathered again from the
    // events of their last timespans.
    std::map<std::string, std::uint64_t> UseDetection(std::shared_ptr<const Detection> detection);
    std::shared_ptr<const Detection> detection() const;

    // Judges stored events after those, and before these: the findings that nobody told.
    void CatchUp(const std::map<std::string, std::uint64_t>& reached, const std::map<std::string, std::uint64_t>& until);
    void Start();
    // What is waiting is taken first.
    void Stop();

    // How many were kept; the others are counted under their reasons.
    std::size_t Offer(std::vector<Offered> events);
    // Whether the source's queue has no room to speak of: who can make the sender wait, should.
    bool Crowded(std::uint32_t source) const;
    // What was lost before anybody saw it.
    void Lost(std::uint32_t source, Unkept reason, std::uint64_t events);
    // Of each event why it was not kept; nothing of those that are on disk. Throws std::runtime_error when the disk refuses: what
    // was given is then not known to be safe, and may be given again.
    std::vector<std::optional<Unkept>> Take(std::vector<Offered> events);

    // What correlations held back until nothing earlier is to be expected, as far as it is old enough by now. Done five times a
    // second once started.
    void JudgeCorrelations();
    Findings TakeFindings();
    WatchState State() const;
    const Accounts& accounts() const { return accounts_; }
    Accounts& accounts() { return accounts_; }

  private:
    struct Queue {
        std::deque<Offered> events;
        std::size_t bytes = 0;
    };
    struct Room;  // what one thread judges with
    struct Quota {
        std::int64_t second = 0;
        std::int64_t used = 0;
    };

    std::unique_ptr<Room> BorrowRoom();
    void ReturnRoom(std::unique_ptr<Room> room);
    void Judge(std::vector<Offered>& events, std::map<std::uint32_t, SourceCount>& counts);
    void JudgeOne(Offered& event, Room& room, SourceCount& count);
    void JudgeStored(const EventKey& key, const EventRecord& record, Room& room, bool only_correlate);
    void Hits(Room& room, const Source* source, const EventKey& key, const EventRecord& record, bool only_correlate);
    void Note(Finding finding);
    void NoteCorrelations(const std::vector<CorrelationAlert>& alerts);
    std::optional<Unkept> Refuse(const Offered& event, const Source* source);
    void Count(const std::map<std::uint32_t, SourceCount>& counts);
    void SetTrouble(std::string trouble);
    std::string Trouble() const;
    std::vector<Offered> NextBatch();
    void PutBack(std::vector<Offered> events);
    void Run();
    void Settle();
    std::map<std::string, std::uint64_t> Ends() const;
    std::uint64_t Encode(const EventKey& key) const;
    EventKey Decode(std::uint64_t number) const;

    EventStore& store_;
    const Clock& clock_;
    WatcherLimits limits_;
    Accounts accounts_;

    std::shared_mutex gate_;    // held by who judges; by who changes the rules, alone
    mutable std::mutex parts_;  // what follows, to the blank line
    std::shared_ptr<const SourceTable> sources_;
    std::shared_ptr<const Detection> detection_;
    std::vector<std::unique_ptr<Room>> rooms_;
    std::map<std::uint32_t, Quota> quotas_;

    mutable std::mutex queues_mutex_;
    std::condition_variable wake_, stop_;
    std::map<std::uint32_t, Queue> queues_;
    std::uint32_t last_ = 0;  // whose turn it was
    std::uint64_t waiting_events_ = 0, waiting_bytes_ = 0;
    bool stopping_ = false;

    mutable std::mutex found_;  // correlations and findings
    std::unique_ptr<Correlator> correlator_;
    std::shared_ptr<const Detection> correlator_of_;
    std::map<std::pair<std::string, Entity>, Finding> findings_;
    std::vector<const std::map<std::string, std::uint64_t>*> judging_;  // what is appended from there on may have untold findings
    CorrelationLosses losses_;                                          // of correlators before this one

    std::vector<std::string> stream_names_;
    std::atomic<std::uint64_t> judged_ = 0, hits_ = 0;
    mutable std::mutex trouble_mutex_;
    std::string trouble_;
    std::vector<std::thread> threads_;
};

}  // namespace dongson::soc
