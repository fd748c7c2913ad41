// An archive of definitions comes back: what differs from what holds becomes a proposal, and a second person decides as ever.
// Nothing is overwritten. All is read and checked before anything is written: what others write waits for the proposals alone.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "platform/definitions/archive.h"
#include "platform/definitions/definitions.h"
#include "platform/definitions/difference.h"

namespace dongson::definitions {

struct ArchivedChange {
    std::string type, key;
    std::optional<Edition> holds;      // none: it would be new
    std::vector<ChangedLine> changes;  // from what holds to what the archive says
    std::optional<Edition> proposed;   // what became of it
    Sentence why_not;                  // it is left out; empty: nothing stands against it
};
struct ArchiveTaken {
    int same = 0;
    std::vector<ArchivedChange> changes;  // by kind and key
};

struct ArchiveGiven {
    std::string_view bytes;
    std::string reason;
    bool propose = false;  // else it is only looked at
};
Result<ArchiveTaken> TakeArchive(storage::Database& database, const Clock& clock, ledger::Ledger& ledger, const By& by,
                                 const ArchiveGiven& given);

}  // namespace dongson::definitions
