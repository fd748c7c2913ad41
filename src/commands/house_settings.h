// What may be set about the house itself; every module declares its own.
#pragma once

#include <vector>

#include "core/settings.h"

namespace dongson::commands {

std::vector<Setting> HouseSettings();

}  // namespace dongson::commands
