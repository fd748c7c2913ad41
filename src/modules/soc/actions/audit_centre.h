// What the ledger says of stored events and of cases, held against the rows and the other way about.
#pragma once

#include "platform/ledger/audit.h"
#include "platform/platform.h"

namespace dongson::soc {

// The anchors, and every case: when it was opened and closed, what was told to whom and when, its evidence, the steps of its
// playbook.
void AuditCentre(const Platform& platform, ledger::Audit& audit);

}  // namespace dongson::soc
