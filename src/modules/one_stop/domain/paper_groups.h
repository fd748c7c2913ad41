// A procedure's components as people are asked for them: by the case they belong to, and within it first what everybody brings.
#pragma once

#include <string>
#include <vector>

#include "modules/one_stop/domain/procedure.h"

namespace dongson::one_stop {

struct PaperGroup {
    std::string title;            // the case or heading, as the source writes it; empty where there is none
    std::vector<int> components;  // indexes into the procedure's papers
};

// Every component in exactly one group; groups in the order the source begins them.
std::vector<PaperGroup> GroupsOf(const std::vector<Paper>& papers);

// More than so many are too much to look through at once: then a group is opened by whoever it concerns.
inline constexpr std::size_t kPapersAtOnce = 10;

}  // namespace dongson::one_stop
