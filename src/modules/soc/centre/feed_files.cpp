#include "modules/soc/centre/feed_files.h"

#include <unistd.h>

#include "core/log.h"

namespace dongson::soc {

std::string FeedPath(const Platform& platform, FeedId feed, std::int64_t edition) {
    return platform.data_folder + "/indicators/" + ToText(feed) + "-" + std::to_string(edition) + ".tsv";
}

std::vector<IndicatorSet::Feed> ReadableFeeds(const Platform& platform, const std::vector<Feed>& feeds) {
    std::vector<IndicatorSet::Feed> readable;
    for (const Feed& feed : feeds) {
        std::string path = FeedPath(platform, feed.id, feed.edition);
        if (::access(path.c_str(), R_OK) == 0) {
            readable.push_back({feed.id.value, feed.name, feed.level, std::move(path)});
        } else {
            Log(Severity::error, "SOC_FEED_UNREADABLE", {{"feed", feed.name}, {"file", path}});
        }
    }
    return readable;
}

}  // namespace dongson::soc
