// A process drawn: its steps from the first to the end, and which leads where. Readable on a phone.
#pragma once

#include <string>
#include <vector>

#include "platform/workflow/process.h"

namespace dongson::one_stop {

// The way that is expected, then what else is reached, then the other ends.
std::vector<const workflow::State*> StepsInOrder(const workflow::Process& process);

// SVG; empty: it has no steps.
std::string ProcessPicture(const workflow::Process& process);

}  // namespace dongson::one_stop
