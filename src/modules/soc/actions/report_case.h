// The report of a case to the national monitoring centre: on paper and for programs.
#pragma once

#include <string>
#include <vector>

#include "modules/soc/domain/alert.h"
#include "modules/soc/domain/incident.h"

namespace dongson::soc {

struct CaseReport {
    Case incident;
    std::vector<Alert> alerts;
    std::vector<CaseEntry> entries;
    std::vector<CaseTask> tasks;
    std::string province, unit, lead;  // names: of the province, of the affected unit, of who leads
    Instant made;
};
std::string CaseReportPdf(const CaseReport& report);
std::string CaseReportJson(const CaseReport& report);

}  // namespace dongson::soc
