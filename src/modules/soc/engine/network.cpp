#include "modules/soc/engine/network.h"

#include <arpa/inet.h>

#include <algorithm>
#include <charconv>

namespace dongson::soc {

std::optional<Address> ReadAddress(std::string_view text) {
    if (text.find('\0') != std::string_view::npos) return std::nullopt;  // where C would end it
    std::array<char, 64> written{};
    if (text.empty() || text.size() >= written.size()) return std::nullopt;
    std::ranges::copy(text, written.begin());
    Address address{};
    if (inet_pton(AF_INET6, written.data(), address.data()) == 1) return address;
    address[10] = address[11] = 0xFF;
    if (inet_pton(AF_INET, written.data(), address.data() + 12) == 1) return address;
    return std::nullopt;
}

std::optional<Network> ReadNetwork(std::string_view text) {
    const std::size_t slash = text.find('/');
    const auto address = ReadAddress(text.substr(0, slash));
    if (!address) return std::nullopt;
    const unsigned most = text.find(':') == std::string_view::npos ? 32 : 128;
    unsigned bits = most;
    if (slash != std::string_view::npos) {
        const auto [end, error] = std::from_chars(text.data() + slash + 1, text.data() + text.size(), bits);
        if (error != std::errc() || end != text.data() + text.size() || bits > most) return std::nullopt;
    }
    return Network{*address, bits + 128 - most};
}

Network FirstOf(Network network) {
    for (unsigned byte = 0; byte < network.address.size(); ++byte) {
        const unsigned here = std::clamp(network.bits, byte * 8, byte * 8 + 8) - byte * 8;
        network.address[byte] &= static_cast<std::uint8_t>(0xFF << (8 - here));
    }
    return network;
}

bool InNetwork(const Address& address, const Network& network) {
    for (unsigned byte = 0, bits = network.bits; bits > 0; ++byte) {
        const unsigned here = std::min(bits, 8U);
        const auto mask = static_cast<std::uint8_t>(0xFF << (8 - here));
        if ((address[byte] & mask) != (network.address[byte] & mask)) return false;
        bits -= here;
    }
    return true;
}

}  // namespace dongson::soc
