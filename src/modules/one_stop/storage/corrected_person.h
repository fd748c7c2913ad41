#pragma once

#include "modules/one_stop/domain/dossier.h"
#include "storage/database.h"

namespace dongson::one_stop {

// The person's name and address, which nothing else changes, and the words the dossier is found by. Its version is not touched:
// whoever calls it updates the dossier too.
void StoreCorrectedPerson(storage::Transaction& tx, const Dossier& dossier);

}  // namespace dongson::one_stop
