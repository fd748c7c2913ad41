// What `dongson ledger audit` says of the dossiers of an office: a fault a line, none where everything holds.
#pragma once

#include <string>
#include <vector>

#include "modules/one_stop/actions/close_cash_day.h"
#include "modules/one_stop/actions/ledger_entry.h"
#include "modules/one_stop/testing/office.h"
#include "platform/ledger/audit.h"

namespace dongson::one_stop::testing {

inline std::vector<std::string> AuditFaults(Office& office) {
    office.ledger.Sequence();
    ledger::Audit audit(*office.database, office.ledger.Verifier());
    audit.HoldTree();
    AuditDossiers(office.platform, audit);
    AuditCashDays(office.platform, audit);
    return audit.faults();
}

}  // namespace dongson::one_stop::testing
