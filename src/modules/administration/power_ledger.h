// Holds what two people decided, what roles give, who holds which post and when posts were looked over against the ledger: a row
// that was put in, changed or taken out behind the program's back is found.
#pragma once

#include "platform/ledger/audit.h"
#include "storage/database.h"

namespace dongson::administration {

void AuditPowers(storage::Database& database, ledger::Audit& audit);
// Requests, roles, posts and reviews of before acts entered them, once in the life of a house.
void BindPowersOfBefore(ledger::Ledger& ledger, storage::Database& database);

}  // namespace dongson::administration
