// A case is given to somebody, and comes back to the unit when they leave.
#pragma once

#include <memory>
#include <string_view>

#include "core/refusal.h"
#include "platform/workflow/engine.h"

namespace dongson::workflow {

// A leader of the holding unit gives the case to one of those who work on such cases there, or whoever administrates does; or one
// of them takes it.
Result<std::shared_ptr<Case>> Assign(const Platform& platform, const Keeper& keeper, const identity::Officer& officer,
                                     std::string_view code, AccountId assignee, std::int64_t expected_version);

// Every live case of the kind, and of the platform's own kinds, that lies with somebody who does not hold the post any more: the
// unit has it again, with its term as it was; its leader sees it, whoever it is for hears of it, the ledger has it. Returns how
// many of the kind.
int ReleaseWork(const Platform& platform, const Keeper& keeper);

}  // namespace dongson::workflow
