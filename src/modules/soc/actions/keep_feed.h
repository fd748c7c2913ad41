// An analyst takes over a list of indicators, or a later edition of one, and gives one up.
#pragma once

#include <string>
#include <string_view>

#include "core/refusal.h"
#include "modules/soc/domain/feed.h"
#include "platform/platform.h"

namespace dongson::soc {

struct FeedImport {
    std::string name;
    Level level = Level::high;
    AccountId account;  // none: a command
};
// `bytes`: STIX, MISP or CSV, packed by gzip or not. What could not be used is told in the feed. Refuses when nothing can be
// used, and while stored events are still looked through for the edition before. A centre that runs takes it into use within a
// minute, or at once when told by Centre::ReloadDetection().
Result<Feed> ImportFeed(const Platform& platform, const FeedImport& import, std::string_view bytes);
Result<void> WithdrawFeed(const Platform& platform, FeedId feed);

}  // namespace dongson::soc
