#pragma once

#include "core/refusal.h"

namespace dongson::commands {

// Says a refusal on standard error, as a command line does, and returns the exit status.
int Complain(const Refusal& refusal, int status);

}  // namespace dongson::commands
