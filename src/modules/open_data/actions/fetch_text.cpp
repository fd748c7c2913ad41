#include "modules/open_data/actions/fetch_text.h"

#include <algorithm>

#include "core/ids.h"
#include "core/read_file.h"
#include "core/temporary_file.h"
#include "modules/open_data/actions/fetch.h"
#include "platform/files/files.h"

namespace dongson::open_data {

Result<std::string> FetchText(const Platform& platform, const std::string& url) {
    constexpr std::int64_t kMostDescribed = 64LL << 20;
    constexpr int kMostSeconds = 30;  // somebody may be waiting for the page
    const TemporaryFile answer{platform.files.incoming() + "/text-" + std::to_string(FreshId())};
    auto limits = FetchLimits::Of(platform.settings);
    limits.bytes = std::min(limits.bytes, kMostDescribed);
    limits.seconds = std::min(limits.seconds, kMostSeconds);
    if (const auto fetched = FetchTo(url, answer.path(), limits); !fetched) return std::unexpected(fetched.error());
    return ReadFile(answer.path()).value_or("");
}

}  // namespace dongson::open_data
