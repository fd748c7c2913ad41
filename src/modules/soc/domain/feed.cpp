#include "modules/soc/domain/feed.h"

namespace dongson::soc {

std::string RuleOf(FeedId feed) {
    return "soc-feed-" + ToText(feed);
}

}  // namespace dongson::soc
