// What was done to definitions, in the ledger: a text that was changed afterwards, or came into force by nobody's act, is found.
#pragma once

#include <cstdint>

#include "platform/definitions/edition.h"
#include "platform/ledger/audit.h"
#include "storage/database.h"

namespace dongson::definitions {

// What entered with an act; the event keeps its id.
std::int64_t EnterInLedger(ledger::Ledger& ledger, storage::Transaction& tx, const Edition& edition, const EditionEvent& event);

// Holds every edition of a province against what was entered when it came to be, was approved or withdrawn.
void AuditEditions(storage::Database& database, ledger::Audit& audit);

}  // namespace dongson::definitions
