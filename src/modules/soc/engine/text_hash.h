// A quick hash of short texts, for tables within one process: attackers' texts are only ever looked up in them, never put in.
#pragma once

#include <cstdint>
#include <cstring>
#include <string_view>

namespace dongson::soc {

inline std::uint64_t MixBits(std::uint64_t a, std::uint64_t b) {
    auto product = static_cast<unsigned __int128>(a ^ 0x9E3779B97F4A7C15) * (b ^ 0xD1B54A32D192ED03);
    return static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64);
}

inline std::uint64_t HashText(std::string_view text) {
    std::uint64_t hash = text.size();
    const char* at = text.data();
    std::size_t left = text.size();
    std::uint64_t eight;
    for (; left > 8; left -= 8, at += 8) {
        std::memcpy(&eight, at, 8);
        hash = MixBits(hash, eight);
    }
    eight = 0;
    if (left > 0) std::memcpy(&eight, at, left);
    return MixBits(hash, eight);
}

}  // namespace dongson::soc
