// What the rules need to know of a dossier beside itself: the same for the page that offers an act and for the act.
#pragma once

#include <vector>

#include "modules/one_stop/domain/dossier.h"
#include "platform/platform.h"
#include "storage/database.h"

namespace dongson::one_stop {

// The opinions that are still waited for, each with the unit that answers for the one that was asked today.
std::vector<Consultation> OpenOpinions(const Platform& platform, const std::vector<Consultation>& opinions, Instant now);

Circumstances CircumstancesOf(const Platform& platform, storage::Transaction& tx, const Dossier& dossier,
                              const std::vector<Consultation>& opinions, Instant now);

}  // namespace dongson::one_stop
