#include "modules/open_data/domain/uuid.h"

#include <fmt/format.h>

namespace dongson::open_data {

std::string UuidOf(std::int64_t id) {
    const auto bits = static_cast<std::uint64_t>(id);
    // 64 bits: four in the third group, twelve in the fourth, the rest in the last.
    return fmt::format("d0650000-0000-800{:x}-8{:03x}-{:012x}", bits >> 60, bits >> 48 & 0xfff, bits & 0xffffffffffff);
}

std::optional<std::int64_t> IdOfUuid(std::string_view text) {
    if (text.size() != 36) return std::nullopt;
    std::uint64_t bits = 0;
    for (const auto place : {17, 20, 21, 22, 24, 25, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35}) {
        const char c = text[static_cast<std::size_t>(place)];
        const int digit = c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
        if (digit < 0) return std::nullopt;
        bits = bits << 4 | static_cast<std::uint64_t>(digit);
    }
    const auto id = static_cast<std::int64_t>(bits);
    return UuidOf(id) == text ? std::optional<std::int64_t>(id) : std::nullopt;
}

}  // namespace dongson::open_data
