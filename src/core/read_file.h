// A file's bytes, all of them.
#pragma once

#include <optional>
#include <string>

namespace dongson {

// Nothing when it cannot be read.
std::optional<std::string> ReadFile(const std::string& path);

}  // namespace dongson
