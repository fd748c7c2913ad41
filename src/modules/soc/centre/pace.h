// How fast events come.
#pragma once

#include <cstdint>
#include <map>
#include <mutex>

#include "core/time.h"
#include "modules/soc/domain/source.h"

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

// Measured once a second. Any thread may ask.
class PaceMeter {
  public:
    // Nothing was heard of before `now`.
    void Begin(Instant now);
    // `counts`: what became of events by source since the program started.
    void Measure(const std::map<std::uint32_t, SourceCount>& counts, Instant now);
    Pace Now() const;

  private:
    mutable std::mutex mutex_;
    Pace pace_;
    std::map<std::uint32_t, SourceCount> measured_;
    Instant measured_at_;
};

}  // namespace dongson::soc
