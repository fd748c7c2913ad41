// Reaching out to addresses that somebody else named. None of the addresses of this machine, its network or its neighbours is
// ever asked, wherever a name or a redirect leads.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "core/refusal.h"
#include "modules/open_data/actions/fetch_limits.h"

struct sockaddr;

namespace dongson::open_data {

// Whether an address is one of the open internet: not private, local, link-local, multicast, reserved, or such a one inside IPv6.
bool IsPublicAddress(const sockaddr& address);

// Writes what an http, https or sftp address answers into a file. Refuses another scheme, an address that is not public, more
// bytes or seconds than the limits, and any status but 200, and says which.
Result<std::int64_t> FetchTo(const std::string& url, const std::string& path, const FetchLimits& limits);
// The status an address answers with; 0 when it does not.
int ProbeAddress(const std::string& url);

}  // namespace dongson::open_data
