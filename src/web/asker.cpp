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

}  // namespace dongson::web
