// What several forms of officers let choose from.
#pragma once

#include <vector>

#include "core/refusal.h"
#include "web/components.h"

namespace dongson::open_data {

// The domains, after a choice of none.
std::vector<web::Choice> DomainChoices(const Sentence& none);
// How often a file may be fetched.
std::vector<web::Choice> PullPeriods();

}  // namespace dongson::open_data
