// No dossier stays with a unit that ended: whoever took over its work holds it, and the applicant hears of it.
#pragma once

#include "modules/one_stop/domain/seats.h"
#include "modules/one_stop/storage/dossier_store.h"
#include "platform/platform.h"

namespace dongson::one_stop {

// Puts the dossier where it lies today; true when that is another unit than is written down. Whoever worked on it goes on, if
// they moved to that unit too.
bool FollowUnits(const Platform& platform, storage::Transaction& tx, Dossier& dossier, Instant now);

// Writes the move down: timeline, ledger, who may read, notice. The dossier itself is the caller's to save.
void RecordMove(const Platform& platform, storage::Transaction& tx, const Dossier& dossier, UnitId from, Instant now);

// Moves all live dossiers, and the work of every other module, away from units that have ended. Looks once a day, and again when
// the units were changed; called before an inbox is read. Returns how many dossiers moved.
int KeepWithUnits(const Platform& platform);

}  // namespace dongson::one_stop
