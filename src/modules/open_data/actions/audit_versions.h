// Every published version of a table held against the ledger.
#pragma once

#include "platform/ledger/audit.h"
#include "platform/platform.h"

namespace dongson::open_data {

void AuditVersions(const Platform& platform, ledger::Audit& audit);

}  // namespace dongson::open_data
