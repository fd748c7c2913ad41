#include "core/read_file.h"

#include <fstream>
#include <iterator>

namespace dongson {

std::optional<std::string> ReadFile(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    if (!file) return std::nullopt;
    try {
        return std::string(std::istreambuf_iterator<char>(file), {});
    } catch (const std::ios_base::failure&) {
        return std::nullopt;  // a folder opens, and cannot be read
    }
}

}  // namespace dongson
