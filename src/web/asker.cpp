#include "web/asker.h"

#include <arpa/inet.h>

#include <algorithm>
#include <array>

namespace dongson::web {

std::string AskerOf(std::string_view address) {
    const std::string text(address.substr(0, address.find('%')));  // without the link that it is an address on
    in6_addr bytes{};
    if (::inet_pton(AF_INET6, text.c_str(), &bytes) != 1) return std::string(address);
    std::array<char, INET6_ADDRSTRLEN> written{};
    if (IN6_IS_ADDR_V4MAPPED(&bytes)) {
        ::inet_ntop(AF_INET, bytes.s6_addr + 12, written.data(), written.size());
        return written.data();
    }
    std::fill_n(bytes.s6_addr + 8, 8, 0);
    ::inet_ntop(AF_INET6, &bytes, written.data(), written.size());
    return std::string(written.data()) + "/64";
}

bool IsInside(std::string_view address) {
    const std::string text(address.substr(0, address.find('%')));
    in6_addr six{};
    in_addr four{};
    if (::inet_pton(AF_INET6, text.c_str(), &six) == 1) {
        if (!IN6_IS_ADDR_V4MAPPED(&six))
            return IN6_IS_ADDR_LOOPBACK(&six) || IN6_IS_ADDR_LINKLOCAL(&six) || (six.s6_addr[0] & 0xFEU) == 0xFC;
        std::copy_n(six.s6_addr + 12, 4, reinterpret_cast<unsigned char*>(&four));
    } else if (::inet_pton(AF_INET, text.c_str(), &four) != 1) {
        return false;
    }
    const auto host = ntohl(four.s_addr);
    return host >> 24U == 127 || host >> 24U == 10 || host >> 20U == (172U << 4U | 1U) || host >> 16U == (192U << 8U | 168U) ||
           host >> 16U == (169U << 8U | 254U);
}

}  // namespace dongson::web
