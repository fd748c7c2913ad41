// What happened to a dossier is written down one way: a line of its timeline and an entry of the ledger.
#pragma once

#include <string>

#include "modules/one_stop/domain/dossier.h"
#include "platform/platform.h"
#include "storage/database.h"

namespace dongson::one_stop {

// Enters it in the ledger, with the dossier as it stands, and in the timeline.
void Record(const Platform& platform, storage::Transaction& tx, const Dossier& dossier, Happening happening);

}  // namespace dongson::one_stop
