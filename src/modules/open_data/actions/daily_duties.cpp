#include "modules/open_data/actions/daily_duties.h"

#include "modules/open_data/actions/fetch.h"
#include "modules/open_data/actions/kept_tables.h"
#include "modules/open_data/actions/lateness.h"
#include "modules/open_data/actions/pull_files.h"
#include "modules/open_data/actions/refresh_feeds.h"
#include "modules/open_data/domain/addresses.h"
#include "modules/open_data/storage/catalogue_store.h"
#include "modules/open_data/storage/pull_store.h"
#include "modules/open_data/storage/reader_store.h"
#include "platform/jobs/jobs.h"

namespace dongson::open_data {

using storage::Transaction;

namespace {

constexpr std::string_view kDaily = "open_data.daily";

void ProbeLinks(const Platform& platform) {
    std::vector<std::pair<ResourceId, std::string>> links;
    platform.storage.Read([&](Transaction& tx) {
        CatalogueStore catalogue(tx);
        for (const auto& dataset : catalogue.Published(0, 100'000, {}))
            for (const auto& resource : catalogue.ResourcesOf(dataset.id))
                if (auto link = LinkOf(resource); !link.empty()) links.emplace_back(resource.id, std::move(link));
        return true;
    });
    for (const auto& [resource, link] : links) {
        const int status = ProbeAddress(link);
        platform.storage.MustWrite([&](Transaction& tx) { ReaderStore(tx).KeepProbe(resource, status, platform.clock.Now()); });
    }
}

struct Duty {
    std::string_view kind;
    void (*work)(const Platform&);
};
constexpr Duty kDuties[] = {{"open_data.refresh_feeds", [](const Platform& platform) { RefreshFeeds(platform); }},
                            {kRemakeJob, [](const Platform& platform) { RemakeLostTables(platform); }},
                            {"open_data.remove_stray_tables", [](const Platform& platform) { RemoveStrayTables(platform); }},
                            {"open_data.watch_late", WatchLate},
                            {"open_data.probe_links", ProbeLinks}};

// The duties of a day are there once, whoever begins it and however the clock came to it.
void BeginDay(const Platform& platform) {
    platform.storage.MustWrite([&](Transaction& tx) {
        const auto now = platform.clock.Now();
        if (!ReaderStore(tx).BeginDay(now.LocalDate())) return;  // another node has, or this one before it started again
        for (const auto& duty : kDuties) platform.jobs.AddOnce(tx, duty.kind, now);
        for (const auto& pull : PullStore(tx).Due(now)) platform.jobs.Add(tx, kPullJob, ToText(pull.id), now);
    });
}

}  // namespace

void WatchDaily(const Platform& platform) {
    // A chain of jobs, each adding tomorrow's, would wait a year for a clock that was wrong by one for a moment.
    platform.jobs.Handle(std::string(kDaily), [](const jobs::Job&) {});  // of an earlier program
    platform.jobs.EveryMinute([&platform, begun = Date{}]() mutable {
        const auto today = platform.clock.Now().LocalDate();
        if (begun == today) return;
        if (begun == Date{})  // a folder restored without its tables
            platform.storage.MustWrite([&](Transaction& tx) { platform.jobs.AddOnce(tx, kRemakeJob, platform.clock.Now()); });
        BeginDay(platform);
        begun = today;
    });
    for (const auto& [kind, work] : kDuties)
        platform.jobs.Handle(std::string(kind), [&platform, work](const jobs::Job&) { work(platform); }, jobs::kSlow);
    platform.jobs.Handle(
        std::string(kPullJob), [&platform](const jobs::Job& job) { PullWhenDue(platform, PullId{std::stoll(job.payload)}); },
        jobs::kSlow);
}

}  // namespace dongson::open_data
