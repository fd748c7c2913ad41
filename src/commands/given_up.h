// Background work whose tries are used up: an operator has it tried again, or drops it.
#pragma once

#include "platform/identity/audience.h"

namespace dongson::commands {

web::Response TryJobAgain(const identity::OfficerRequest& request);
web::Response DropJob(const identity::OfficerRequest& request);

}  // namespace dongson::commands
