// Services are tried again and again, by a few threads of their own; what is down, and a certificate that soon runs out, is told.
#pragma once

#include <functional>
#include <map>
#include <mutex>
#include <vector>

#include "core/rounds.h"
#include "modules/soc/domain/alert.h"
#include "modules/soc/domain/system.h"
#include "platform/platform.h"

namespace dongson::soc {

class ServiceWatch {
  public:
    using Tell = std::function<void(Finding)>;
    using Trying = std::function<ProbeOutcome(const Probe&)>;
    // `trying`: what a try is; that of the network when there is none.
    ServiceWatch(const Platform& platform, Tell tell, Trying trying = {});
    void Start();
    void Stop() { rounds_.Stop(); }
    // Tries what is due now, in this thread; how many there were.
    std::size_t Round();

  private:
    struct Watched {
        Instant due;
        bool being_tried = false;
        ProbeMemory memory;
        bool certificate_told = false;
    };
    // The next that is due and nobody tries.
    std::optional<Probe> TakeDue();
    void TryOne(Probe probe);
    void Judge(const Probe& probe, const ProbeOutcome& outcome, bool changed);

    const Platform& platform_;
    Tell tell_;
    Trying trying_;
    std::mutex mutex_;  // what follows, to the blank line
    std::map<std::int64_t, Watched> watched_;
    std::vector<Probe> probes_;
    Instant read_{INT64_MIN};

    Rounds rounds_;
};

}  // namespace dongson::soc
