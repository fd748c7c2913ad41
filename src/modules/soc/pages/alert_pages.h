// The queue of alerts, and one of them.
#pragma once

#include <string>
#include <vector>

#include "modules/soc/domain/alert.h"
#include "modules/soc/domain/incident.h"
#include "modules/soc/engine/rule.h"
#include "modules/soc/storage/alert_store.h"
#include "web/components.h"

namespace dongson::soc {

struct AlertQueueView {
    AlertFilter filter;
    std::string level, state;  // as asked in the address
    std::vector<Alert> alerts;
    int count = 0, page = 1, pages = 1;
};
web::Html AlertQueuePage(const AlertQueueView& view);

struct AlertView {
    Alert alert;
    std::vector<AlertEvent> events;
    std::string source, unit, assignee;  // names
    std::string description, file;       // of its rule; empty when it is none that is read
    std::vector<std::string> tags, false_positives, references;
    std::vector<Incident> cases;  // open ones it may be added to
    std::string in_case;          // its case's code
    Refusals faults;
    std::string typed_reason;
};
web::Html AlertPage(const AlertView& view);

}  // namespace dongson::soc
