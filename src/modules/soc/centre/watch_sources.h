// Sources are watched too: one that falls silent, one that brings far more or fewer events than it does at this hour, one whose
// clock is wrong.
#pragma once

#include <cstdint>
#include <map>
#include <vector>

#include "modules/soc/centre/pace.h"
#include "modules/soc/domain/alert.h"
#include "modules/soc/domain/habit.h"
#include "modules/soc/watch/source_table.h"
#include "platform/platform.h"

namespace dongson::soc {

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
