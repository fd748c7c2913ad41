// Reports of scanners are taken over, and somebody decides what becomes of a weakness.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/refusal.h"
#include "modules/soc/domain/vulnerability.h"
#include "platform/identity/account.h"
#include "platform/platform.h"

namespace dongson::soc {

// nmap's XML or CSV, packed by gzip or not. What is found again after it was called mended is open again; what a scan looked for
// and did not find is marked, and a person decides. A report older than what is known changes no state.
Result<ScanRecord> ImportScan(const Platform& platform, std::string_view file_name, AccountId account, std::string_view bytes);

struct VulnerabilityDecision {
    VulnerabilityId vulnerability;
    VulnerabilityState state = VulnerabilityState::open;
    std::string reason;
    std::optional<Date> until;    // of an acceptance: the last day
    std::optional<Instant> seen;  // when the decision was made that this one replaces
};
// Refuses when somebody else decided meanwhile.
Result<void> DecideVulnerability(const Platform& platform, const identity::Officer& officer,
                                 const VulnerabilityDecision& decision);

}  // namespace dongson::soc
