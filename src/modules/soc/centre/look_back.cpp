#include "modules/soc/centre/look_back.h"

#include <sys/resource.h>
#include <unistd.h>

#include <chrono>
#include <filesystem>

#include "core/log.h"
#include "modules/soc/centre/detection_parts.h"
#include "modules/soc/centre/feed_files.h"
#include "modules/soc/centre/keep_findings.h"
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

bool LookBack(const Platform& platform, const EventStore& store, const Watcher& watcher, const Feed& feed,
              const std::stop_token& leaving) {
    const auto detection = std::make_shared<const Detection>(
        DetectionParts{.shipped = false, .exceptions = ExceptionsNow(platform), .indicators = Brought(platform, feed)});
    const auto sources = watcher.sources();
    Judging judging(detection);
    FindingBook found;
    std::uint64_t events = 0, hits = 0;
    for (const auto& [name, stream] : store.streams()) {
        const auto until = feed.live_from->find(name);
        WalkStream(*stream, 0, [&](std::uint64_t number, const EventRecord& stored) {
            if (leaving.stop_requested() || (until != feed.live_from->end() && number >= until->second)) return false;
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
        if (leaving.stop_requested()) return false;
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

void LookingBack::Start() {
    rounds_.Start([this, second = 0](const std::stop_token& leaving) mutable {
        // What people wait for goes first.
        if (second == 0) ::setpriority(PRIO_PROCESS, static_cast<id_t>(::gettid()), 10);
        if (wanted_.exchange(false) || ++second % 10 == 0) Look(leaving);
        return std::chrono::milliseconds(1000);
    });
}

void LookingBack::Look(const std::stop_token& leaving) {
    try {
        auto feeds = FeedsNow(platform_);
        if (detection_.IsOutdated(feeds)) {
            detection_.Reload();
            feeds = FeedsNow(platform_);
        }
        for (const Feed& feed : feeds)
            if (!feed.LookedBack() && feed.live_from && !LookBack(platform_, store_, watcher_, feed, leaving)) return;
    } catch (const std::exception& error) {
        Log(Severity::error, "SOC_LOOKING_BACK_WAITS", {{"error", error.what()}});
    }
}

}  // namespace dongson::soc
