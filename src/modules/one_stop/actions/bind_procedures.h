// What the catalogue says of each procedure, in the ledger: who writes a fee or a term into its table with SQL is found.
#pragma once

#include "platform/ledger/bound_rows.h"
#include "platform/platform.h"

namespace dongson::one_stop {

// The last thing of an act that wrote versions of these; of none named: of all.
void BindProcedures(ledger::Ledger& ledger, storage::Transaction& tx, const std::vector<std::string>& codes);
void BindProceduresOfBefore(const Platform& platform);
void AuditProcedures(const Platform& platform, ledger::Audit& audit);

}  // namespace dongson::one_stop
