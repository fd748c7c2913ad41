// The formats that reports come in.
#pragma once

#include <string_view>

#include "modules/soc/scans/scan_report.h"

namespace dongson::soc {

ScanReport ReadNmapReport(std::string_view xml);
ScanReport ReadCsvReport(std::string_view csv);

// As they are kept: valid UTF-8, and no longer than people read.
std::string ReportText(std::string_view text, std::size_t most);
// The CVE numbers that stand in a text, each once, ", " between.
std::string CvesIn(std::string_view text);

}  // namespace dongson::soc
