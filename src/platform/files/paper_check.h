// What is looked at in a paper before it is taken: whether its reader will be able to open it, and whether its name says what it
// is.
#pragma once

#include <string>
#include <string_view>

#include "core/refusal.h"

namespace dongson::files {

// Refuses a PDF that was cut short, and one that asks for a password. One that only forbids printing or copying opens.
Result<void> CheckPdf(const std::string& path, std::string_view name);

// The name with the ending of what the bytes are: whoever gets "a.pdf" back opens it as one.
std::string NameByType(std::string name, std::string_view type);

}  // namespace dongson::files
