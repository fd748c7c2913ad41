// Evidence: nobody changes what lies in a block once its hash, and through it that of every block before, stands in the public
// ledger.
#pragma once

#include <map>
#include <optional>
#include <string>

#include "modules/soc/events/verify.h"
#include "modules/soc/storage/source_store.h"
#include "platform/ledger/audit.h"
#include "platform/platform.h"

namespace dongson::soc {

class EventStore;

// The newest block of each stream goes into the ledger. Done once an hour.
void AnchorStreams(const Platform& platform, EventStore& store);

// What the entry of a block says, and what it is read from.
std::string AnchorText(const Anchor& anchor);
std::optional<Anchor> AnchorIn(const ledger::Entered& entry);

// The blocks that the ledger names, by stream: taken from its entries, never from the rows that repeat them. A row that is gone,
// or says something else, is told to the audit.
std::map<std::string, KnownHashes> HoldAnchors(storage::Database& database, ledger::Audit& audit);

}  // namespace dongson::soc
