#include "core/embedded.h"

#include <algorithm>
#include <span>
#include <stdexcept>
#include <string>

namespace dongson {

std::string_view Embedded(std::string_view path) {
    for (const auto& [name, range] : std::span(kEmbeddedTable, kEmbeddedCount))
        if (name == path) return {range.begin, static_cast<std::size_t>(range.end - range.begin)};
    throw std::out_of_range("not embedded: " + std::string(path));
}

std::vector<std::string_view> EmbeddedBelow(std::string_view folder) {
    std::vector<std::string_view> paths;
    for (const auto& [name, range] : std::span(kEmbeddedTable, kEmbeddedCount))
        if (name.starts_with(folder)) paths.push_back(name);
    std::ranges::sort(paths);
    return paths;
}

}  // namespace dongson
