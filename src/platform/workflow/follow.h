// No case stays with a unit that ended: whoever took over its work holds it.
#pragma once

#include <string>
#include <vector>

#include "platform/workflow/keeper.h"

namespace dongson::workflow {

// Puts the case where it lies today; true when that is another unit than is written down. Whoever worked on it goes on, if they
// moved to that unit too.
bool FollowUnits(const Platform& platform, storage::Transaction& tx, const CaseKind& kind, const Process& process, Case& subject,
                 Instant now);

// Moves those of these cases that lie with a unit that has ended. Returns how many.
int FollowUnits(const Platform& platform, const Keeper& keeper, const std::vector<std::string>& codes);

// Moves all live cases of the kind, those of the platform's own kinds, and the work of every other module, away from units that
// have ended. Looks once a day, and again when the units were changed; called before an inbox is read. Returns how many of the
// kind moved.
int KeepWithUnits(const Platform& platform, const Keeper& keeper);

}  // namespace dongson::workflow
