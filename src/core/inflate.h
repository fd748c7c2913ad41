// Bodies that come packed.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace dongson {

// gzip or zlib; nothing when it is damaged or larger than `most`.
std::optional<std::string> Inflate(std::string_view packed, std::size_t most);

}  // namespace dongson
