// Digests and text forms of bytes.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace dongson {

using Sha256 = std::array<std::uint8_t, 32>;

Sha256 Digest(std::string_view bytes);
std::string_view BytesOf(const Sha256& digest);

std::string Hex(std::string_view bytes);
std::optional<std::string> FromHex(std::string_view text);
std::string Base64(std::string_view bytes);  // standard alphabet, padded
std::optional<std::string> FromBase64(std::string_view text);
std::string Base64Url(std::string_view bytes);  // URL alphabet, no padding

// Bytes nobody can guess.
std::string RandomBytes(std::size_t count);
// Compares without telling by its time where the difference is.
bool SameSecret(std::string_view a, std::string_view b);

}  // namespace dongson
