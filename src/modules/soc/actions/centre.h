// The security operations centre of this program: its store of events, its watch, and what keeps both told to the database.
#pragma once

#include <atomic>
#include <condition_variable>
#include <map>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

#include "modules/soc/actions/keep_findings.h"
#include "modules/soc/events/event_store.h"
#include "modules/soc/search/search.h"
#include "modules/soc/watch/syslog_listener.h"
#include "modules/soc/watch/watcher.h"
#include "platform/platform.h"

namespace dongson::soc {

// What went through in the last seconds.
struct Pace {
    double events_per_second = 0, bytes_per_second = 0;
    std::map<std::uint32_t, double> by_source;     // events a second
    std::map<std::uint32_t, Instant> last_stored;  // since the start
    Instant since;                                 // when the listening began

    Instant HeardOf(std::uint32_t source) const {
        const auto last = last_stored.find(source);
        return last == last_stored.end() ? since : last->second;
    }
};

class Centre {
  public:
    Centre(const Platform& platform, CentreSettings settings);
    ~Centre();
    Centre(const Centre&) = delete;
    Centre& operator=(const Centre&) = delete;

    // Listens to the network and to this program's own log. Events are stored from now on, and judged once the rules are read.
    void Start();
    void Stop();

    // After a change of sources, or of rules, settings and exceptions.
    void ReloadSources();
    void ReloadDetection();
    // Reads the rules for the first time, which takes seconds, and tells what was found meanwhile and by nobody before. Done by
    // the thread that Start() begins, or by who starts nothing.
    void Prepare();
    bool prepared() const { return prepared_; }
    // What is found and counted so far goes into the database now. False when that cannot be done just now: it is kept.
    bool Keep();
    // The newest block of each stream goes into the public ledger. Done once an hour.
    void Anchor();

    EventStore& store() { return store_; }
    Watcher& watcher() { return watcher_; }
    const Platform& platform() const { return platform_; }
    Searcher SearchFor(std::shared_ptr<const Query> query);
    // What became of events today, those of the last second included.
    std::map<std::uint32_t, SourceCount> Today();
    Pace pace() const;
    const SyslogListener* listener() const { return listener_.get(); }

  private:
    void Run();
    void Measure();
    void Hourly();
    void WatchSilence();
    void MakeOwnSource();

    const Platform& platform_;
    CentreSettings settings_;
    EventStore store_;
    Watcher watcher_;
    std::unique_ptr<SyslogListener> listener_;

    std::mutex reading_;  // of rules: one at a time, the last that was changed wins
    std::atomic<bool> prepared_ = false;
    std::mutex keeping_;  // what follows, to the blank line
    Keeping pending_;
    std::map<std::uint32_t, SourceCount> kept_;  // of the watch's accounts

    mutable std::mutex pace_mutex_;
    Pace pace_;
    std::map<std::uint32_t, SourceCount> measured_;
    std::map<std::uint32_t, Instant> silence_told_;
    Instant measured_at_;

    std::mutex mutex_;
    std::condition_variable wake_;
    bool stopping_ = false;
    std::thread thread_;
};

}  // namespace dongson::soc
