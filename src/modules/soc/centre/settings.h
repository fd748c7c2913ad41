// What an operator may set about the centre.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "modules/soc/ship/click_house.h"
#include "modules/soc/ship/jet_stream.h"
#include "modules/soc/watch/limits.h"

namespace dongson::soc {

struct CentreSettings {
    SyslogSettings syslog;
    WatcherLimits watch;
    std::vector<std::string> folders;                                                 // where files that are sources may lie
    std::map<std::string, int> retention_days = {{"standard", 400}, {"long", 1100}};  // by class; at least a year by law
    ClickHouseSettings click_house;
    JetStreamSettings jet_stream;
    bool shipped_rules = true;  // false: one's own alone, read in a moment
};

}  // namespace dongson::soc
