// Reports of vulnerability scanners as they write them: nmap's XML, and CSV as OpenVAS, Nessus and people have it.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/left_out.h"
#include "core/time.h"
#include "modules/soc/domain/vulnerability.h"

namespace dongson::soc {

struct ScanReport {
    std::string scanner;                              // "nmap", "OpenVAS", "Nessus", "CSV"; empty: no report that is known
    std::optional<Instant> at;                        // when the scan ended, as it says
    std::map<std::string, std::string> hosts;         // addresses that answered, and their names
    std::set<std::pair<std::string, int>> looked_at;  // protocols and ports; empty: not told, so all of them
    bool beyond_ports = true;                         // weaknesses were looked for, not open ports alone
    std::vector<ReportedVulnerability> found;
    LeftOut left_out;

    // Whether it would have told of it, were it still there.
    bool Covers(const ReportedVulnerability& vulnerability) const;
};
inline constexpr std::size_t kMostReported = 200'000;

// The bytes are untrusted; what cannot be used is told, the rest is taken.
ScanReport ReadScanReport(std::string_view bytes);

}  // namespace dongson::soc
