// A process drawn: its steps from the first to the end, and which leads where. Readable on a phone.
#pragma once

#include <string>

#include "platform/workflow/process.h"

namespace dongson::one_stop {

// SVG; empty: it has no steps.
std::string ProcessPicture(const workflow::Process& process);

}  // namespace dongson::one_stop
