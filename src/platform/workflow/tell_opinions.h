// Whoever is asked about a case hears of it, and whoever waits hears of each answer.
#pragma once

#include "platform/platform.h"
#include "platform/workflow/rules.h"
#include "storage/database.h"

namespace dongson::workflow {

// What one act asked and answered, after it is written down; never to whoever did it, and to nobody twice for one unit. Those of
// a unit that is asked who may answer learn which case it is and until when; nothing that is written is said. Of an answer hear
// whoever asked, while they are at work where they asked from, and whoever works on the case; where it is neither, all who may do
// its next step.
void TellOfOpinions(const Platform& platform, storage::Transaction& tx, const Moving& moving, const Happening& happening,
                    Instant now);

}  // namespace dongson::workflow
