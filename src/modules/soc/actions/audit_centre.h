// What the ledger says of stored events and of cases, held against the rows and the other way about.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "modules/soc/events/verify.h"
#include "modules/soc/storage/source_store.h"
#include "platform/ledger/audit.h"

namespace dongson::soc {

// What the entry of a block says, and what it is read from.
std::string AnchorText(const Anchor& anchor);
std::optional<Anchor> AnchorIn(const ledger::Entered& entry);

// The blocks that the ledger names, by stream: taken from its entries, never from the rows that repeat them. A row that is gone,
// or says something else, is told to the audit.
std::map<std::string, KnownHashes> HoldAnchors(storage::Database& database, ledger::Audit& audit);

// The anchors, and every case: when it was opened and closed, what was told to whom and when, its evidence.
void AuditCentre(storage::Database& database, ledger::Audit& audit);

}  // namespace dongson::soc
