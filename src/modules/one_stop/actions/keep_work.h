// Nobody's work is lost when they leave, and none stays with a unit that ended.
#pragma once

#include <string_view>

#include "platform/platform.h"

namespace dongson::one_stop {

// Moves all live dossiers, and the work of every other module, away from units that have ended (workflow::KeepWithUnits). Returns
// how many dossiers moved.
int KeepWithUnits(const Platform& platform);

// The job that gives back to the units what lay with somebody whose post has ended (workflow::ReleaseWork).
inline constexpr std::string_view kReleaseWork = "one_stop.release_work";
int ReleaseWork(const Platform& platform);
// Posts end by themselves, too. Call before the jobs start.
void ReleaseWorkDaily(const Platform& platform);

}  // namespace dongson::one_stop
