// Which build of the program this is: no two that differ in a byte of code or data have the same.
#pragma once

#include <string>

namespace dongson {

// The linker's note (NT_GNU_BUILD_ID) in hex; empty where there is none.
std::string BuildId();

}  // namespace dongson
