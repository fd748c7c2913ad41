#include "core/read_file.h"

#include <algorithm>
#include <array>
#include <fstream>
#include <utility>

namespace dongson {

std::optional<std::string> ReadFile(const std::string& path, std::size_t most) {
    std::ifstream file(path, std::ios::binary);
    std::string bytes;
    std::array<char, 1 << 16> some;
    while (file && bytes.size() < most) {
        file.read(some.data(), static_cast<std::streamsize>(std::min(some.size(), most - bytes.size())));
        bytes.append(some.data(), static_cast<std::size_t>(file.gcount()));
    }
    // Only what came to its end was read: a folder opens, and cannot be.
    return file.is_open() && !file.bad() ? std::optional(std::move(bytes)) : std::nullopt;
}

}  // namespace dongson
