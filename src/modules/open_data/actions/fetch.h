// Reaching out to addresses that somebody else named. None of the addresses of this machine, its network or its neighbours is
// ever asked, wherever a name or a redirect leads.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "core/refusal.h"

struct sockaddr;

namespace dongson::open_data {

// Whether an address is one of the open internet: not private, local, link-local, multicast, reserved, or such a one inside IPv6.
bool IsPublicAddress(const sockaddr& address);

struct FetchLimits {
    std::int64_t bytes = 2LL << 30;
    int seconds = 300, redirects = 5;
    bool allow_private = false;         // the internal network too
    std::string key_file, known_hosts;  // for sftp: the private key, and the servers it may be shown to
};
// Writes what an http, https or sftp address answers into a file. Refuses another scheme, an address that is not public, more
// than the limits, and any status but 200, and says which.
Result<std::int64_t> FetchTo(const std::string& url, const std::string& path, const FetchLimits& limits);
Refusal PrivateAddress();
// The status an address answers with; 0 when it does not.
int ProbeAddress(const std::string& url);

}  // namespace dongson::open_data
