// What was found and counted waits here until it is in the database.
#pragma once

#include <atomic>
#include <cstdint>
#include <map>
#include <mutex>
#include <vector>

#include "modules/soc/centre/keep_findings.h"
#include "modules/soc/watch/watcher.h"
#include "platform/platform.h"

namespace dongson::soc {

class Keeping {
  public:
    Keeping(const Platform& platform, Watcher& watcher) : platform_(platform), watcher_(watcher) {}

    // What the watch itself does not find: a silent source, a service that is down.
    void Add(std::vector<Finding> findings);
    // All that is found and counted so far goes into the database now. False when that cannot be done just now: it is kept.
    bool Keep();
    // Of a relay: what it refused. What it keeps is counted where it is judged.
    void KeepRefused();
    // What became of events today, those of the last second included.
    std::map<std::uint32_t, SourceCount> Today();

  private:
    const Platform& platform_;
    Watcher& watcher_;
    std::mutex mutex_;  // what follows
    ToKeep pending_;
    std::map<std::uint32_t, SourceCount> kept_;  // of the watch's accounts
};

}  // namespace dongson::soc
