// A report line by line, as its files and its paper write it.
#pragma once

#include <string>
#include <variant>
#include <vector>

#include "modules/one_stop/domain/report_table.h"

namespace dongson::one_stop {

// Empty is what nobody measured.
using ReportCell = std::variant<std::monostate, std::string, std::int64_t, double>;
using ReportLine = std::vector<ReportCell>;

std::vector<std::string> ReportHeads(const Report& report);
// The total last; steps have none, for a dossier stands in several of them.
std::vector<ReportLine> ReportLines(const Report& report);
// `number` writes whole numbers; hours have one decimal behind `point`.
std::string CellText(const ReportCell& cell, std::string (*number)(std::int64_t), char point);

}  // namespace dongson::one_stop
