// The text of a process: the shipped ones as one text each, with the parts they share put in, and how a text is changed by
// fields.
#pragma once

#include <string>

#include "platform/workflow/process.h"

namespace dongson::workflow {

// The same process without `include`: what its parts say stands in it, with their remarks; a shared event starts from those of
// its states that this process has. This is how it is entered as an edition, so that no release changes it.
std::string WholeText(const std::string& text, const Parts& parts);

}  // namespace dongson::workflow
