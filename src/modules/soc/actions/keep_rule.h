// Rules of one's own: tried over stored events before they count; what is set about any rule; exceptions.
#pragma once

#include <string>
#include <vector>

#include "modules/soc/centre/centre.h"
#include "modules/soc/storage/rule_store.h"
#include "platform/identity/account.h"

namespace dongson::soc {

struct BackTest {
    std::uint64_t events = 0, hits = 0, alerts = 0;  // alerts: of correlations
    std::vector<AlertEvent> shown;                   // some of what it holds for
    bool finished = true;                            // false: time was up before all events were read
    std::string Told() const;                        // in words
};
// The rules of a file over events received since then. Refuses what is no rule, with its line.
Result<BackTest> TryRule(Centre& centre, std::string_view yaml, Instant since);

// Keeps a new version, tried over the last days; it does not count yet.
Result<OwnRule> KeepRule(Centre& centre, const identity::Officer& officer, std::string_view yaml, int days);
// From now on this version counts, or the rule no longer does.
enum class Liveness : unsigned char { live, retired };
Result<void> SetLive(Centre& centre, std::int64_t version, Liveness liveness);

Result<void> SetRule(Centre& centre, const RuleSetting& setting);
Result<void> AddException(Centre& centre, const KeptException& exception);
Result<void> EndException(Centre& centre, std::int64_t exception);

}  // namespace dongson::soc
