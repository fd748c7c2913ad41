// A dossier that is over, gone through again by another edition of its process: which of what happened could not have happened,
// and which terms would have been others. What guards ask for and who did it is not looked at: nothing says today how it was
// then. Pure.
#pragma once

#include <string>
#include <vector>

#include "modules/one_stop/domain/dossier.h"

namespace dongson::one_stop {

struct Impossible {
    std::string what;  // "Trình phê duyệt"
    Sentence why;
};

// What a process makes of what happened, each thing when it did.
struct Walk {
    std::vector<Impossible> impossible;
    Instant promised = kNever;       // the last day that was promised
    std::vector<Instant> step_dues;  // after each thing that happened
};
Walk WalkThrough(const Dossier& ended, const std::vector<Happening>& happenings, const workflow::Process& process,
                 const calendar::WorkingCalendar& calendar);

}  // namespace dongson::one_stop
