// Any file as a scanner's report: what is taken from it has a place, a name and text that can be kept.
#include <cstdlib>
#include <string>

#include "core/text.h"
#include "modules/soc/scans/scan_report.h"

using namespace dongson;
using namespace dongson::soc;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const ScanReport report = ReadScanReport({reinterpret_cast<const char*>(data), size});
    if (report.left_out.first.size() > LeftOut::kShown || report.left_out.first.size() > report.left_out.count) std::abort();
    for (const auto& found : report.found) {
        if (!report.hosts.contains(found.address) || found.name.empty() || found.port < 0 || found.port > 65'535) std::abort();
        if (found.score && !(*found.score >= 0 && *found.score <= 10)) std::abort();
        for (const std::string& text : {found.address, found.protocol, found.name, found.title, found.cves, found.detail})
            if (!IsUtf8(text) || text.find('\0') != std::string::npos) std::abort();
        (void)report.Covers(found);
    }
    return 0;
}
