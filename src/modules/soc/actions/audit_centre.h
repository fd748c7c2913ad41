// What the ledger says of stored events and of cases, held against the rows and the other way about.
#pragma once

#include "platform/ledger/audit.h"
#include "storage/database.h"

namespace dongson::soc {

// The anchors, and every case: when it was opened and closed, what was told to whom and when, its evidence.
void AuditCentre(storage::Database& database, ledger::Audit& audit);

}  // namespace dongson::soc
