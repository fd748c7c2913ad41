// The rules and indicators that events are judged by, as analysts, a command or another program change them.
#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <tuple>
#include <vector>

#include "modules/soc/domain/feed.h"
#include "modules/soc/intelligence/indicator_set.h"
#include "modules/soc/watch/watcher.h"
#include "platform/platform.h"

namespace dongson::soc {

class DetectionInUse {
  public:
    // `shipped`: whether the rules that ship are read too.
    DetectionInUse(const Platform& platform, Watcher& watcher, bool shipped)
        : platform_(platform), watcher_(watcher), shipped_(shipped) {}

    // Reads them for the first time, which takes seconds, and tells what was found meanwhile and by nobody before.
    void Prepare();
    bool prepared() const { return prepared_; }
    // After a change of rules, settings, exceptions and indicators. Before Prepare() nothing: that reads what was changed.
    void Reload();
    // Whether the lists of indicators are others than those in use.
    bool IsOutdated(const std::vector<Feed>& feeds);

  private:
    // Number, edition and level of each list.
    using Editions = std::vector<std::tuple<std::int64_t, std::int64_t, Level>>;
    static Editions EditionsOf(const std::vector<Feed>& feeds);
    void TakeUp(const std::optional<Told>& told);

    const Platform& platform_;
    Watcher& watcher_;
    bool shipped_;
    std::atomic<bool> prepared_ = false;
    std::mutex mutex_;  // one at a time reads them, and the last that was changed wins; what follows too
    std::shared_ptr<const IndicatorSet> indicators_;
    Editions indicators_of_;
};

// The lists of indicators as of now.
std::vector<Feed> FeedsNow(const Platform& platform);

}  // namespace dongson::soc
