// The security operations centre of this program: its store of events, its watch, and those that keep both told to the database.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <vector>

#include "modules/soc/centre/detection_in_use.h"
#include "modules/soc/centre/exchange.h"
#include "modules/soc/centre/keeping.h"
#include "modules/soc/centre/look_back.h"
#include "modules/soc/centre/pace.h"
#include "modules/soc/centre/schedule.h"
#include "modules/soc/centre/settings.h"
#include "modules/soc/centre/watch_services.h"
#include "modules/soc/centre/watch_sources.h"
#include "modules/soc/events/event_store.h"
#include "modules/soc/search/search.h"
#include "modules/soc/watch/file_tail.h"
#include "modules/soc/watch/syslog_listener.h"
#include "modules/soc/watch/watcher.h"
#include "platform/platform.h"

namespace dongson::soc {

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
    // Reads the rules for the first time. Done by the thread that Start() begins, or by who starts nothing.
    void Prepare() { detection_.Prepare(); }
    bool prepared() const { return detection_.prepared(); }
    // Whether another program judges what this one stores.
    bool Relays() const { return settings_.jet_stream.use == StreamUse::relay; }
    // What is found and counted so far goes into the database now. False when that cannot be done just now: it is kept.
    bool Keep() { return prepared() && keeping_.Keep(); }

    EventStore& store() { return store_; }
    Watcher& watcher() { return watcher_; }
    const Platform& platform() const { return platform_; }
    const CentreSettings& settings() const { return settings_; }
    Searcher SearchFor(std::shared_ptr<const Query> query);
    // What became of events today, those of the last second included.
    std::map<std::uint32_t, SourceCount> Today() { return keeping_.Today(); }
    Pace pace() const { return pace_.Now(); }
    std::vector<ShipState> Shipping() const { return exchange_.States(); }

  private:
    void MakeOwnSource();
    void ScheduleRelay();
    void ScheduleJudging();

    const Platform& platform_;
    CentreSettings settings_;
    EventStore store_;
    Watcher watcher_;
    DetectionInUse detection_;
    Keeping keeping_;
    PaceMeter pace_;
    SourceWatch source_watch_;
    FileWatcher files_;
    ServiceWatch services_;
    Exchange exchange_;
    LookingBack looking_back_;
    std::unique_ptr<SyslogListener> listener_;
    Schedule schedule_;
    bool started_ = false;
};

}  // namespace dongson::soc
