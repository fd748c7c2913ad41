// The watch itself: what collectors bring is read, judged by every rule, stored, and counted to the last event.
//
// Two ways in. Offer() takes events from those who cannot wait (UDP, TCP) into a queue of their source; a thread takes from all
// queues in turn, so that a flood of one source leaves the others alone. Take() does the same work in the caller's thread, for
// those who want to know that their events are safe (HTTP): when it returns, they are on disk.
#pragma once

#include <atomic>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <shared_mutex>
#include <string>
#include <thread>
#include <vector>

#include "modules/soc/domain/habit.h"
#include "modules/soc/engine/correlator.h"
#include "modules/soc/watch/accounts.h"
#include "modules/soc/watch/finding_book.h"
#include "modules/soc/watch/judging.h"
#include "modules/soc/watch/limits.h"
#include "modules/soc/watch/source_queues.h"

namespace dongson::soc {

// Numbers of events, by the names of their streams.
using StreamNumbers = std::map<std::string, std::uint64_t>;

// Kinds of events by source.
using SeenKinds = std::set<std::pair<std::uint32_t, LogSource>>;

// What is told once a second: findings since the last time, and how far they reach.
struct Findings {
    std::vector<Finding> findings;
    Told told;
};

// How the watch is doing.
struct WatchState {
    std::uint64_t waiting_events = 0;
    std::string trouble;       // why nothing can be stored; empty when all is well
    CorrelationLosses losses;  // since the start
};

class Watcher {
  public:
    Watcher(EventStore& store, const Clock& clock, WatcherLimits limits = {});
    ~Watcher();
    Watcher(const Watcher&) = delete;
    Watcher& operator=(const Watcher&) = delete;

    void UseSources(std::shared_ptr<const SourceTable> sources);
    std::shared_ptr<const SourceTable> sources() const;
    // From the next event on. Correlations gather again what stored events of their last timespans mean, without telling it
    // again. `told`: how far findings were told, by a program before; what came after is told too. Nothing: all was, by this one.
    // The numbers from which on events are told by it.
    StreamNumbers UseDetection(const std::shared_ptr<const Detection>& detection, const std::optional<Told>& told = std::nullopt);
    std::shared_ptr<const Detection> detection() const;

    void Start();
    // What waits is taken first; what the disk refuses then is counted as lost.
    void Stop();

    // How many were kept; the others are counted under their reasons.
    std::size_t Offer(std::vector<Offered> events);
    // Whether the source's queue has no room to speak of: who can make the sender wait, should.
    bool Crowded(std::uint32_t source) const { return queues_.Crowded(source); }
    // What was lost before anybody saw it.
    void Lost(std::uint32_t source, Unkept reason, std::uint64_t events);
    // Of each event why it was not kept; nothing of those that are on disk. Throws std::runtime_error when the disk refuses: what
    // was given is then not known to be safe, and may be given again.
    std::vector<std::optional<Unkept>> Take(std::vector<Offered> events);

    // What correlations held back until nothing earlier is to be expected, as far as it is old enough by now. Done five times a
    // second once started.
    void JudgeCorrelations();
    Findings TakeFindings();
    // How promptly the events of each source came since this was asked last, of those that say when they happened.
    std::map<std::uint32_t, Lag> TakeLags();
    // What kinds of events sources brought since this was asked last; one that was told within the hour may be left out.
    SeenKinds TakeSeen();
    WatchState State() const;
    const Accounts& accounts() const { return accounts_; }

  private:
    // Whether what an event means was told before.
    enum class News : unsigned char { told, fresh };
    using Counts = std::map<std::uint32_t, SourceCount>;
    struct Quota {
        std::int64_t second = 0;
        std::int64_t used = 0;
    };

    std::unique_ptr<Judging> BorrowJudging();
    void ReturnJudging(std::unique_ptr<Judging> judging);
    void Judge(std::vector<Offered>& events, Counts& counts);
    void JudgeOne(Offered& event, const SourceTable& sources, Judging& judging, SourceCount& count, Lag& lag);
    void JudgeStored(const StreamNumbers& from, const StreamNumbers& until, News news, Judging& judging, Correlator& correlator);
    void Hits(const std::vector<std::uint32_t>& hits, const EventKey& key, const EventRecord& record, const Source* source,
              News news, const Judging& judging, Correlator* correlator);
    void Recognise(const Normalised& read, const EventKey& key, const EventRecord& record, Judging& judging);
    std::optional<Unkept> Refuse(const Offered& event, const Source* source);
    void Count(const Counts& counts);
    void Sync();
    void SetTrouble(std::string trouble);
    std::string Trouble() const;
    void Run();
    void Settle();

    EventStore& store_;
    const Clock& clock_;
    WatcherLimits limits_;
    Accounts accounts_;
    SourceQueues queues_;

    std::shared_mutex gate_;    // held by who judges; by who changes the rules, alone
    mutable std::mutex parts_;  // what follows, to the blank line
    std::shared_ptr<const SourceTable> sources_;
    std::shared_ptr<const Detection> detection_;
    std::vector<std::unique_ptr<Judging>> judgings_;
    std::map<std::uint32_t, Quota> quotas_;

    mutable std::mutex found_;  // what follows, to the blank line
    std::unique_ptr<Correlator> correlator_;
    std::shared_ptr<const Detection> correlator_of_;
    FindingBook book_;
    std::vector<const StreamNumbers*> judged_from_;  // by who judges now: what is stored from there on may have untold findings
    CorrelationLosses losses_;                       // of correlators before this one
    std::map<std::uint32_t, Lag> lags_;
    SeenKinds seen_;

    std::atomic<bool> appends_ = true;  // the last attempt to store succeeded
    mutable std::mutex trouble_mutex_;
    std::string trouble_;
    std::vector<std::thread> threads_;
};

}  // namespace dongson::soc
