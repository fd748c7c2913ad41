// What an address says, as far as it is a description and no file of data.
#pragma once

#include <string>

#include "core/refusal.h"
#include "platform/platform.h"

namespace dongson::open_data {

// Refuses as FetchTo does, and more than 64 MiB or 30 seconds.
Result<std::string> FetchText(const Platform& platform, const std::string& url);

}  // namespace dongson::open_data
