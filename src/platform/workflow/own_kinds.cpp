#include "platform/workflow/own_kinds.h"

#include "platform/workflow/task_keeper.h"

namespace dongson::workflow {

std::vector<const Keeper*> WithOwnKinds(const Keeper& keeper) {
    std::vector<const Keeper*> kinds{&keeper};
    if (&keeper != &Tasks()) kinds.push_back(&Tasks());
    return kinds;
}

}  // namespace dongson::workflow
