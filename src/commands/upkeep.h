// What is done again and again, whatever the clock says in between: once a day for the folder of files, once an hour for signing
// in.
#pragma once

#include "commands/configuration.h"
#include "commands/health.h"
#include "platform/platform.h"

namespace dongson::commands {

// Call before the jobs start.
void KeepFilesDaily(const Platform& platform, Health& health);
// Sessions that ended, failures and links that count for nothing any more go within the hour.
void SweepSignInsHourly(const Platform& platform);

// What was written before values were sealed, or by hand: once.
void SealWhatIsClear(const Platform& platform);

// Where the configuration names a folder for them: once a night; one that fails is named on /readyz until the next succeeds.
void BackUpNightly(const Platform& platform, Health& health, const Configuration& configuration);

}  // namespace dongson::commands
