// What somebody is to do, as inboxes of every module have it.
#pragma once

#include <cstdint>
#include <string>

#include "core/ids.h"
#include "core/time.h"
#include "platform/workflow/process.h"

namespace dongson::workflow {

struct WorkItem {
    std::string module;  // "one_stop"
    std::int64_t case_id = 0;
    std::string slot;       // "main", or what else the case asks for at the same time: "opinion-4711"
    std::string reference;  // H56.14-261123-0001
    std::string path;       // of its page: /can-bo/ho-so/H56.14-261123-0001
    std::string title, person;
    Words state;
    UnitId unit;
    std::string capability;  // the key of what it asks one to do
    AccountId assignee;      // none: anyone who may
    bool waiting = false;    // for somebody outside
    bool fresh = false;      // not received yet
    Instant due = kNever, step_due = kNever;
    Instant changed;
};

}  // namespace dongson::workflow
