// Information systems: levels, layers, services and how these are doing.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "modules/soc/domain/alert.h"
#include "modules/soc/domain/system.h"
#include "web/components.h"
#include "web/meanwhile.h"

namespace dongson::soc {

// A service and how it did.
struct ServiceLine {
    Probe probe;
    ProbeRecord record;
    std::vector<ProbeChange> changes;  // the newest first; of a system's own page
};

struct SystemLine {
    InformationSystem system;
    std::string unit;
    std::map<Layer, LayerEvidence> layers;  // the newest of each
    std::vector<ServiceLine> services;
};

struct SystemView {
    SystemLine line;
    std::vector<web::Choice> units;
    std::map<AccountId, std::string> names;
    std::map<Level, std::size_t, std::greater<>> weaknesses;  // that are open
    std::string approved_on;                                  // as typed
    bool fresh = false;
    Probe typed_probe;
    web::Meanwhile meanwhile;
    Refusals faults;
};

web::Html SystemListPage(const std::vector<SystemLine>& systems);
web::Html SystemPage(const SystemView& view);
// Every service of every system: is it there?
web::Html ServicesPage(const std::vector<SystemLine>& systems);

}  // namespace dongson::soc
