// Dossiers whose time is over are destroyed: one who keeps records asks with a list, another who signs in the unit decides, a
// minute is written, and then the program forgets them one by one.
#pragma once

#include <string>
#include <vector>

#include "core/refusal.h"
#include "modules/one_stop/domain/retention.h"
#include "platform/identity/account.h"
#include "platform/platform.h"

namespace dongson::ledger {
class Audit;
}

namespace dongson::one_stop {

inline constexpr int kListedAtOnce = 100;

// Of a unit and of those whose work it took over; at most so many, the longest over first.
std::vector<DuePast> DueForDestruction(const Platform& platform, UnitId unit, int most);

Result<void> HoldRecord(const Platform& platform, const identity::Officer& officer, const std::string& code,
                        const std::string& reason);
// The row stays, with who ended it and why.
Result<void> EndHold(const Platform& platform, const identity::Officer& officer, UnitId intake, std::int64_t hold,
                     const std::string& reason);

Result<std::int64_t> AskDestruction(const Platform& platform, const identity::Officer& officer, UnitId unit,
                                    const std::vector<std::string>& codes, const std::string& reason);
// By another than who asked. Each is looked at once more; one that may not go any more ends it all.
Result<void> DecideDestruction(const Platform& platform, const identity::Officer& officer, std::int64_t list, bool granted);

// A dossier a transaction, so that one that is cut short goes on; how many. A job does it after each decision and by the hour.
int DestroyGranted(const Platform& platform);
void DestroyWhatIsGranted(const Platform& platform);

// Holds each minute against its entry, and claims what went with its dossiers.
void AuditDestructions(const Platform& platform, ledger::Audit& audit);

}  // namespace dongson::one_stop
