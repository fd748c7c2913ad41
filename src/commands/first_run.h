// A server whose folder is empty shows one page: how to make it a province. Whoever holds the code in its log may.
#pragma once

#include "commands/configuration.h"
#include "commands/house.h"

namespace dongson::commands {

// Serves that page until it was filled in (true), or the program is told to end (false).
bool ServeFirstRun(House& house);

}  // namespace dongson::commands
