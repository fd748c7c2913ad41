// What became of every event of every source, counted where it happens.
#pragma once

#include <cstdint>
#include <map>
#include <mutex>

#include "modules/soc/domain/source.h"

namespace dongson::soc {

class Accounts {
  public:
    // One lock a batch, not an event.
    void Add(std::uint32_t source, const SourceCount& more) {
        const std::lock_guard lock(mutex_);
        counts_[source] += more;
    }
    // Since the program started.
    std::map<std::uint32_t, SourceCount> Now() const {
        const std::lock_guard lock(mutex_);
        return counts_;
    }

  private:
    mutable std::mutex mutex_;
    std::map<std::uint32_t, SourceCount> counts_;
};

}  // namespace dongson::soc
