// The one list of modules.
#pragma once

#include <span>

#include "platform/module.h"

namespace dongson::commands {

// In the order in which they load, start and stand in navigation.
std::span<const Module* const> Modules();

}  // namespace dongson::commands
