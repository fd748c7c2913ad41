// Successors that no list names are inferred; an administrator says whether they are right.
#pragma once

#include <vector>

#include "commands/operation_page.h"
#include "platform/identity/audience.h"
#include "platform/organisation/directory.h"

namespace dongson::commands {

std::vector<InferredUnit> InferredUnits(const organisation::Units& units);

web::Response ConfirmSuccessor(const identity::OfficerRequest& request);

}  // namespace dongson::commands
