// Where people find an office: its address, its hours, and what it was called before.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "platform/organisation/contact.h"
#include "platform/organisation/find_units.h"
#include "web/html.h"

namespace dongson::one_stop {

// The page of a unit.
std::string UnitPath(const organisation::Unit& unit);

struct UnitsView {
    std::string text;  // what was typed
    std::vector<organisation::FoundUnit> found;
};
web::Html UnitsPage(const UnitsView& view);

struct UnitView {
    const organisation::Unit& unit;
    const organisation::Unit* parent = nullptr;
    bool ended = false;
    std::vector<const organisation::Unit*> successors;  // of one that has ended: who does its work today; none: many do
    std::vector<const organisation::Unit*> former;      // whose work it took over
    std::optional<organisation::ContactVersion> contact;
};
web::Html UnitPage(const UnitView& view);

}  // namespace dongson::one_stop
