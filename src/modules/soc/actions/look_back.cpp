#include "modules/soc/actions/look_back.h"

#include <filesystem>

#include "core/log.h"
#include "modules/soc/actions/detection_parts.h"
#include "modules/soc/actions/keep_feed.h"
#include "modules/soc/events/event_walk.h"
#include "modules/soc/storage/feed_store.h"
#include "modules/soc/watch/judging.h"
#include "storage/database.h"

namespace dongson::soc {

namespace {

// What the edition has and the one before had not.
std::shared_ptr<const IndicatorSet> Brought(const Platform& platform, const Feed& feed) {
    const auto set_of = [&](std::int64_t edition, const IndicatorSet* known) {
        Feed that = feed;
        that.edition = edition;
        return std::make_shared<const IndicatorSet>(ReadableFeeds(platform, {that}), known);
    };
    if (feed.known_edition == 0) return set_of(feed.edition, nullptr);
    const auto before = set_of(feed.known_edition, nullptr);
    return set_of(feed.edition, before.get());
}

}  // namespace

bool LookBack(Centre& centre, const Feed& feed, const std::atomic<bool>& leaving) {
    const Platform& platform = centre.platform();
    const auto detection = std::make_shared<const Detection>(
        DetectionParts{.shipped = false, .exceptions = ExceptionsNow(platform), .indicators = Brought(platform, feed)});
    const auto sources = centre.watcher().sources();
    Judging judging(detection);
    FindingBook found;
    std::uint64_t events = 0, hits = 0;
    for (const auto& [name, stream] : centre.store().streams()) {
        const auto until = feed.live_from->find(name);
        WalkStream(*stream, 0, [&](std::uint64_t number, const EventRecord& stored) {
            if (leaving || (until != feed.live_from->end() && number >= until->second)) return false;
            ++events;
            EventRecord record = stored;
            const auto read = judging.Read(record, *sources);
            for (const IndicatorMatch& match : judging.Recognise(read, record.time)) {
                if (detection->Excepted(RuleOf({match.feed->id}), judging.event(), platform.clock.Now())) continue;
                ++hits;
                found.Note(FindingOf(match, {name, number}, record));
            }
            return true;
        });
        if (leaving) return false;
    }
    const auto findings = found.Take();
    bool kept = false;
    platform.storage.MustWrite([&](storage::Transaction& tx) {
        kept = FeedStore(tx).LookedBack(feed, platform.clock.Now(), events, hits);
        if (!kept) return;
        for (const Finding& finding : findings) KeepFinding(tx, *sources, finding, platform.clock.Now());
    });
    Log(Severity::info, "SOC_LOOKED_BACK",
        {{"feed", feed.name},
         {"events", std::to_string(events)},
         {"found", std::to_string(hits)},
         {"kept", kept ? "yes" : "no"}});
    if (kept && feed.known_edition > 0) std::filesystem::remove(FeedPath(platform, feed.id, feed.known_edition));
    return true;
}

}  // namespace dongson::soc
