// A file's bytes.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace dongson {

// All of them, or the first `most`; nothing when it cannot be read.
std::optional<std::string> ReadFile(const std::string& path, std::size_t most = SIZE_MAX);

}  // namespace dongson
