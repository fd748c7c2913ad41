// What rules found becomes alerts: one a rule and whom it is about, as long as nobody has decided about it.
#pragma once

#include <map>

#include "modules/soc/domain/alert.h"
#include "modules/soc/domain/source.h"
#include "modules/soc/watch/source_table.h"
#include "modules/soc/watch/watcher.h"
#include "platform/platform.h"
#include "storage/database.h"

namespace dongson::soc {

struct ToKeep {
    std::vector<Finding> findings;
    Told told;                                    // how far, these findings included
    std::map<std::uint32_t, SourceCount> counts;  // what became of events since the last time
    SeenKinds seen;
};
// One of them, within a transaction.
void KeepFinding(storage::Transaction& tx, const SourceTable& sources, const Finding& finding, Instant now);
// All of it or nothing, so that a program that starts again knows what was told.
Result<void> KeepFindings(const Platform& platform, const SourceTable& sources, const ToKeep& keeping);

}  // namespace dongson::soc
