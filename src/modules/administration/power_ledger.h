// Holds what two people decided, and what roles give, against the ledger: a request, a yes or a version of a role that was put in
// or changed behind the program's back is found.
#pragma once

#include "platform/ledger/audit.h"
#include "storage/database.h"

namespace dongson::administration {

void AuditPowers(storage::Database& database, ledger::Audit& audit);

}  // namespace dongson::administration
