// What is done once a day for the folder of files, whatever the clock says in between.
#pragma once

#include "commands/health.h"
#include "platform/platform.h"

namespace dongson::commands {

// Call before the jobs start.
void KeepFilesDaily(const Platform& platform, Health& health);

}  // namespace dongson::commands
