// Sources are watched too: one that falls silent, one that brings far more or fewer events than it does at this hour, one whose
// clock is wrong.
#pragma once

#include <cstdint>
#include <map>
#include <vector>

#include "modules/soc/domain/alert.h"
#include "modules/soc/domain/habit.h"
#include "modules/soc/watch/source_table.h"
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

class SourceWatch {
  public:
    explicit SourceWatch(const Platform& platform) : platform_(platform) {}

    // What there is to tell since it looked last. Hours are judged once they are over.
    std::vector<Finding> Look(const SourceTable& sources, const Pace& pace, const std::map<std::uint32_t, Lag>& lags,
                              Instant now);

  private:
    void Volumes(const SourceTable& sources, std::int64_t hour, std::vector<Finding>& findings) const;

    const Platform& platform_;
    std::map<std::uint32_t, Instant> silence_told_;
    std::map<std::uint32_t, bool> clock_told_;
    std::int64_t judged_hour_ = 0;  // the last hour that was judged; 0: none was, by this program
};

}  // namespace dongson::soc
