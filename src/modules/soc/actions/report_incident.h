// The report of an incident to the national monitoring centre: on paper and for programs.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "modules/soc/domain/alert.h"
#include "modules/soc/domain/incident.h"
#include "platform/workflow/task.h"

namespace dongson::soc {

struct IncidentReport {
    Incident incident;
    std::vector<Alert> alerts;
    std::vector<workflow::Happening> happenings;
    std::map<std::int64_t, Evidence> evidence;  // by what happened
    std::vector<workflow::Task> steps;
    std::string province, unit, lead;  // names: of the province, of the affected unit, of who leads
    Instant made;
};
std::string IncidentReportPdf(const IncidentReport& report);
std::string IncidentReportJson(const IncidentReport& report);

}  // namespace dongson::soc
