#include "modules/soc/centre/detection_in_use.h"

#include <utility>

#include "modules/soc/centre/detection_parts.h"
#include "modules/soc/centre/feed_files.h"
#include "modules/soc/storage/feed_store.h"
#include "modules/soc/storage/source_store.h"
#include "storage/database.h"

namespace dongson::soc {

std::vector<Feed> FeedsNow(const Platform& platform) {
    return platform.storage.Read([](storage::Transaction& tx) { return FeedStore(tx).All(); });
}

DetectionInUse::Editions DetectionInUse::EditionsOf(const std::vector<Feed>& feeds) {
    Editions editions;
    editions.reserve(feeds.size());
    for (const Feed& feed : feeds) editions.emplace_back(feed.id.value, feed.edition, feed.level);
    return editions;
}

void DetectionInUse::Prepare() {
    const std::lock_guard lock(mutex_);
    const auto told = platform_.storage.Read([](storage::Transaction& tx) { return SourceStore(tx).ReadTold(); });
    TakeUp(told);
    prepared_ = true;
}

void DetectionInUse::Reload() {
    const std::lock_guard lock(mutex_);
    if (prepared_) TakeUp(std::nullopt);
}

bool DetectionInUse::IsOutdated(const std::vector<Feed>& feeds) {
    const std::lock_guard lock(mutex_);
    return prepared_ && EditionsOf(feeds) != indicators_of_;
}

void DetectionInUse::TakeUp(const std::optional<Told>& told) {
    const auto feeds = FeedsNow(platform_);
    if (auto editions = EditionsOf(feeds); indicators_ == nullptr || editions != indicators_of_) {
        indicators_ = std::make_shared<const IndicatorSet>(ReadableFeeds(platform_, feeds));
        indicators_of_ = std::move(editions);
    }
    auto parts = PartsOf(platform_);
    parts.shipped = shipped_;
    parts.indicators = indicators_;
    const auto from = watcher_.UseDetection(std::make_shared<Detection>(parts), told);
    platform_.storage.MustWrite([&](storage::Transaction& tx) {
        for (const Feed& feed : feeds)
            if (!feed.live_from) FeedStore(tx).Live(feed, from);
    });
}

}  // namespace dongson::soc
