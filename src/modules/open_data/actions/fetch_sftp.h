// Files of SFTP servers, by a key: the operator gives the private key and the list of known servers; nobody's password is kept.
#pragma once

#include <cstdint>
#include <string>

#include "core/refusal.h"
#include "modules/open_data/actions/fetch_limits.h"

namespace dongson::open_data {

// Writes a file of a server into a file here; of a folder (its address ends with a slash), the names in it, a line each.
// Refuses a server that is not among the known ones or shows another key, an address that is not public, more than the limits.
Result<std::int64_t> FetchBySftp(const std::string& url, const std::string& path, const FetchLimits& limits);

}  // namespace dongson::open_data
