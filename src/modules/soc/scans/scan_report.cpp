#include "modules/soc/scans/scan_report.h"

#include <algorithm>

#include "core/text.h"
#include "modules/soc/scans/scan_formats.h"

namespace dongson::soc {

bool ScanReport::Covers(const ReportedVulnerability& vulnerability) const {
    return hosts.contains(vulnerability.address) && (beyond_ports || vulnerability.name == kOpenPort) &&
           (vulnerability.port == 0 || looked_at.empty() || looked_at.contains({vulnerability.protocol, vulnerability.port}));
}

std::string ReportText(std::string_view text, std::size_t most) {
    std::string kept = Shorten(MendUtf8(Trim(text)), most);
    std::erase(kept, '\0');  // which no database takes
    return kept;
}

std::string CvesIn(std::string_view text) {
    const auto digit = [&](std::size_t at) { return at < text.size() && text[at] >= '0' && text[at] <= '9'; };
    std::vector<std::string> cves;
    for (std::size_t at = text.find("CVE-"); at != std::string_view::npos; at = text.find("CVE-", at + 4)) {
        std::size_t end = at + 4;
        while (digit(end)) ++end;
        if (end != at + 8 || end >= text.size() || text[end] != '-' || !digit(end + 1)) continue;
        ++end;
        while (digit(end)) ++end;
        std::string cve(text.substr(at, end - at));
        if (std::ranges::find(cves, cve) == cves.end()) cves.push_back(std::move(cve));
    }
    return Join(cves, ", ");
}

ScanReport ReadScanReport(std::string_view bytes) {
    if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
    const std::size_t first = bytes.find_first_not_of(" \t\r\n");
    return first != std::string_view::npos && bytes[first] == '<' ? ReadNmapReport(bytes.substr(first)) : ReadCsvReport(bytes);
}

}  // namespace dongson::soc
