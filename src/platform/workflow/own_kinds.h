// Kinds of cases that are the platform's own: what is done to the cases of a module's kind for the day's sake is done to these
// beside them.
#pragma once

#include <vector>

#include "platform/workflow/keeper.h"

namespace dongson::workflow {

// That kind, and the platform's own beside it; each once.
std::vector<const Keeper*> WithOwnKinds(const Keeper& keeper);

}  // namespace dongson::workflow
