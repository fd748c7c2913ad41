// What a new list of indicators would have told, had it been there: stored events are held against it once.
#pragma once

#include <atomic>
#include <stop_token>

#include "core/rounds.h"
#include "modules/soc/centre/detection_in_use.h"
#include "modules/soc/domain/feed.h"
#include "modules/soc/events/event_store.h"
#include "modules/soc/watch/watcher.h"
#include "platform/platform.h"

namespace dongson::soc {

// Stored events before those that met the feed as they came are held against what its edition brings; what is found becomes
// alerts together with the note that it was done, so that a program that ends meanwhile begins anew and tells nothing twice.
// False when `leaving` came first.
bool LookBack(const Platform& platform, const EventStore& store, const Watcher& watcher, const Feed& feed,
              const std::stop_token& leaving);

// A thread that does so for each list that waits for it, behind what people wait for. Lists that a command or another program
// brought are taken into use by it too.
class LookingBack {
  public:
    LookingBack(const Platform& platform, const EventStore& store, const Watcher& watcher, DetectionInUse& detection)
        : platform_(platform), store_(store), watcher_(watcher), detection_(detection) {}
    void Start();
    void Stop() { rounds_.Stop(); }
    // There may be a list that waits; without this it is noticed within ten seconds.
    void Wake() { wanted_ = true; }

  private:
    void Look(const std::stop_token& leaving);

    const Platform& platform_;
    const EventStore& store_;
    const Watcher& watcher_;
    DetectionInUse& detection_;
    std::atomic<bool> wanted_ = false;
    Rounds rounds_;
};

}  // namespace dongson::soc
