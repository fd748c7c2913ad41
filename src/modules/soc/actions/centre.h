// The security operations centre of this program: its store of events, its watch, and what keeps both told to the database.
#pragma once

#include <atomic>
#include <condition_variable>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>
#include <tuple>
#include <vector>

#include "modules/soc/actions/centre_settings.h"
#include "modules/soc/actions/keep_findings.h"
#include "modules/soc/actions/watch_services.h"
#include "modules/soc/actions/watch_sources.h"
#include "modules/soc/events/event_store.h"
#include "modules/soc/search/search.h"
#include "modules/soc/ship/receiver.h"
#include "modules/soc/ship/shipper.h"
#include "modules/soc/watch/file_tail.h"
#include "modules/soc/watch/syslog_listener.h"
#include "modules/soc/watch/watcher.h"
#include "platform/platform.h"

namespace dongson::soc {

// Which lists of indicators are in use: number, edition and level of each.
using FeedEditions = std::vector<std::tuple<std::int64_t, std::int64_t, Level>>;

class Centre {
  public:
    Centre(const Platform& platform, CentreSettings settings);
    ~Centre();
    Centre(const Centre&) = delete;
    Centre& operator=(const Centre&) = delete;

    // Listens to the network and to this program's own log. Events are stored from now on, and judged once the rules are read.
    void Start();
    void Stop();

    // After a change of sources, or of rules, settings, exceptions and indicators.
    void ReloadSources();
    void ReloadDetection();
    // Reads the rules for the first time, which takes seconds, and tells what was found meanwhile and by nobody before. Done by
    // the thread that Start() begins, or by who starts nothing.
    void Prepare();
    bool prepared() const { return prepared_; }
    // Whether another program judges what this one stores.
    bool Relays() const { return settings_.jet_stream.use == StreamUse::relay; }
    // What is found and counted so far goes into the database now. False when that cannot be done just now: it is kept.
    bool Keep();
    // The same of a relay: what it did not keep. What it keeps is counted where it is judged.
    void KeepRefused();
    // What was sent, and came more than a day ago.
    void ForgetRelayed();
    // The newest block of each stream goes into the public ledger. Done once an hour.
    void Anchor();

    EventStore& store() { return store_; }
    Watcher& watcher() { return watcher_; }
    const Platform& platform() const { return platform_; }
    Searcher SearchFor(std::shared_ptr<const Query> query);
    // What became of events today, those of the last second included.
    std::map<std::uint32_t, SourceCount> Today();
    Pace pace() const;
    const CentreSettings& settings() const { return settings_; }
    std::vector<ShipState> Shipping() const;
    const SyslogListener* listener() const { return listener_.get(); }

  private:
    void Run();
    void RunRelay();
    void Measure();
    void Hourly();
    void WatchSources();
    void CallOnDuty();
    void TakeUp(const std::optional<Told>& told);
    void LookBackWhenWanted();
    void MakeOwnSource();

    const Platform& platform_;
    CentreSettings settings_;
    EventStore store_;
    Watcher watcher_;
    std::unique_ptr<SyslogListener> listener_;
    SourceWatch source_watch_;
    FileWatcher files_;
    ServiceWatch services_;
    std::vector<std::unique_ptr<Shipper>> shippers_;
    std::unique_ptr<Receiver> receiver_;

    std::mutex reading_;  // one at a time reads rules and indicators, and the last that was changed wins
    std::shared_ptr<const IndicatorSet> indicators_;
    FeedEditions indicators_of_;
    std::atomic<bool> prepared_ = false;
    std::mutex keeping_;  // what follows, to the blank line
    Keeping pending_;
    std::map<std::uint32_t, SourceCount> kept_;  // of the watch's accounts

    mutable std::mutex pace_mutex_;
    Pace pace_;
    std::map<std::uint32_t, SourceCount> measured_;
    Instant measured_at_;

    std::mutex mutex_;
    std::condition_variable wake_;
    bool stopping_ = false;
    bool look_back_ = false;             // there may be lists of indicators that stored events were not held against
    std::atomic<bool> leaving_ = false;  // the same, for who looks at it often
    std::thread thread_, looking_back_;
};

}  // namespace dongson::soc
