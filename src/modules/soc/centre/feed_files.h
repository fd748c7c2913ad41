// Where the values of lists of indicators lie: a file an edition.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "modules/soc/domain/feed.h"
#include "modules/soc/intelligence/indicator_set.h"
#include "platform/platform.h"

namespace dongson::soc {

// Where an edition's values lie.
std::string FeedPath(const Platform& platform, FeedId feed, std::int64_t edition);
// As a set reads it. Those whose file cannot be read are left out and logged.
std::vector<IndicatorSet::Feed> ReadableFeeds(const Platform& platform, const std::vector<Feed>& feeds);

}  // namespace dongson::soc
