// What stands in the ledger of each thing that happened to a dossier, and how it is held against the rows later.
#pragma once

#include "modules/one_stop/domain/dossier.h"
#include "platform/ledger/audit.h"
#include "platform/platform.h"

namespace dongson::one_stop {

// Enters a happening: what, when, by which unit and why, with every date and number of the dossier, the digests of its papers and
// of its result. What names people, and what nobody need read to check it, is bound by digests of the rows. The public part is a
// hash of it all.
std::int64_t EnterInLedger(const Platform& platform, storage::Transaction& tx, const Dossier& dossier,
                           const Happening& happening);

// Every dossier, its timeline and its papers' bytes, held against the ledger.
void AuditDossiers(const Platform& platform, ledger::Audit& audit);

}  // namespace dongson::one_stop
