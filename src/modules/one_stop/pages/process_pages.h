// A process as people read it.
#pragma once

#include <string>
#include <vector>

#include "platform/workflow/process.h"
#include "web/html.h"

namespace dongson::one_stop {

// Each step: whose turn, its share of the time, and what may be done from it and where that leads.
web::Html ProcessSteps(const workflow::Process& process);

// A procedure that goes through a process; `named`: by the process's own word, not by the catalogue's.
struct UsingProcedure {
    std::string code, name;
    bool named = false;
};
web::Html UsingProcedures(const std::vector<UsingProcedure>& procedures);

}  // namespace dongson::one_stop
