// What the rules need to know of a case beside itself: the same for the page that offers an act and for the act.
#pragma once

#include <vector>

#include "platform/platform.h"
#include "platform/workflow/rules.h"
#include "storage/database.h"

namespace dongson::workflow {

// Those that nobody has answered or dropped, each with the unit that answers today for the one that was asked.
std::vector<Consultation> WaitedFor(const organisation::Units& units, const std::vector<Consultation>& asked, Date day);

Circumstances CircumstancesOf(const Platform& platform, storage::Transaction& tx, const Moving& moving,
                              const std::vector<Consultation>& asked, Instant now);

}  // namespace dongson::workflow
