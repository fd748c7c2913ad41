// Lists of indicators: which are in use, what came of them, and whether one has a value.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "modules/soc/domain/feed.h"
#include "web/components.h"

namespace dongson::soc {

// Where a value that was looked up stands.
struct KnownIndicator {
    std::string feed, value, label;
    Instant until;
};

struct FeedListView {
    std::vector<Feed> feeds;
    std::map<AccountId, std::string> names;
    std::string sought;  // a value to look up
    std::vector<KnownIndicator> known;
    std::string typed_name;
    Level typed_level = Level::high;
    Refusals faults;
};
web::Html FeedListPage(const FeedListView& view);

}  // namespace dongson::soc
