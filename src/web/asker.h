// Who an address stands for, wherever something is counted or limited by address.
#pragma once

#include <string>
#include <string_view>

namespace dongson::web {

// An IPv4 address is one asker, however it is written. Of IPv6 anybody has 2^64 addresses: whoever shares the first 64 bits is
// one asker. What is no address is its own.
std::string AskerOf(std::string_view address);

// Whether it is an address of this machine or of an internal network (RFC 1918, 4193, link-local). What is no address is not.
bool IsInside(std::string_view address);

}  // namespace dongson::web
