// Addresses and networks, IPv4 as ::ffff:0:0/96, so that one comparison serves both.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace dongson::soc {

using Address = std::array<std::uint8_t, 16>;

struct Network {
    Address address{};
    unsigned bits = 128;  // of the address that count
};

// Nothing when it is none.
std::optional<Address> ReadAddress(std::string_view text);
// 10.2.0.0/16, 2001:db8::/32, or an address alone.
std::optional<Network> ReadNetwork(std::string_view text);

// The same network by its first address: what lies beyond its bits is zero.
Network FirstOf(Network network);

bool InNetwork(const Address& address, const Network& network);

}  // namespace dongson::soc
