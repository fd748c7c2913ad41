// A security operations centre to look at: sources, recorded attacks of real machines moved to today, a case under way.
#pragma once

#include "commands/house.h"
#include "platform/identity/account.h"

namespace dongson::commands {

// The analysts at work; the first leads the case.
void BuildSecurityDemo(House& house, const std::vector<identity::Officer>& analysts);

}  // namespace dongson::commands
