// A task is given: first to which unit, then to whom of it, what, and until when.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "platform/identity/storage/account_store.h"
#include "platform/organisation/directory.h"
#include "web/html.h"

namespace dongson::tasks {

struct GiveTaskView {
    std::vector<const organisation::Unit*> units;  // to which it may be given, the officer's own first
    UnitId unit;                                   // chosen
    std::vector<identity::AccountStore::Colleague> people;
    std::string part_of;     // a code; empty: of nothing
    bool of_a_task = false;  // and it is a task's
    std::string key;         // so that a form that is sent twice is done once
    std::map<std::string, std::string, std::less<>> typed = {};
    Refusals faults = {};

    std::string Typed(std::string_view field, const std::string& otherwise = "") const;
};

web::Html GiveTaskPage(const GiveTaskView& view);

}  // namespace dongson::tasks
