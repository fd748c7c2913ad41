// Finds a unit of today by what people call it, also by the name it had before a merger.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "platform/organisation/directory.h"

namespace dongson::organisation {

// As people call it: "Phường Hạc Thành", "Sở Tư pháp".
const std::string& CalledByPeople(const Unit& unit);

struct FoundUnit {
    const Unit* unit = nullptr;  // that exists on the day
    std::string formerly;        // the former unit whose name it was; empty: its own
    bool ended = false;          // and nobody took over from it as a whole
};

// Those whose name, or that of one whose work they took over, has every word that was typed, with or without accents; by their
// own name first, last those that ended and whose work went to many. Nothing typed: all that exist.
std::vector<FoundUnit> FindUnits(const Units& units, std::string_view typed, Date day);

}  // namespace dongson::organisation
