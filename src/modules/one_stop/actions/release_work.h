// Nobody's work is lost when they leave: what lay with somebody whose post has ended lies with the unit again.
#pragma once

#include <string_view>

#include "platform/platform.h"

namespace dongson::one_stop {

// The job that does it.
inline constexpr std::string_view kReleaseWork = "one_stop.release_work";

// Every live dossier assigned to somebody who does not hold the post any more: the unit has it again, with its term as it was;
// its leader sees it, its applicant hears of it, the ledger has it. Returns how many.
int ReleaseWork(const Platform& platform);
// Posts end by themselves, too. Call before the jobs start.
void ReleaseWorkDaily(const Platform& platform);

}  // namespace dongson::one_stop
