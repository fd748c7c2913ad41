#include "modules/open_data/actions/refresh_feeds.h"

#include <optional>
#include <utility>

#include "core/bytes.h"
#include "core/csv.h"
#include "core/log.h"
#include "modules/open_data/actions/shipped_catalogue.h"
#include "modules/open_data/storage/catalogue_store.h"
#include "platform/figures/figures.h"
#include "storage/database.h"

namespace dongson::open_data {

namespace {

// A public table as CSV; empty while it has no rows.
std::string CsvOf(const figures::PublicTable& table, const Platform& platform) {
    const auto rows = table.rows(platform);
    if (rows.empty()) return "";
    auto text = CsvLine(table.columns);
    for (const auto& row : rows) text += CsvLine(row);
    return text;
}

// The resource as it stands, and the digest of its newest file.
std::optional<std::pair<Resource, std::string>> FindFed(const Platform& platform, const std::string& dataset,
                                                        const std::string& slug) {
    return platform.storage.Read([&](storage::Transaction& tx) -> std::optional<std::pair<Resource, std::string>> {
        CatalogueStore store(tx);
        const auto known = store.GetBySlug(dataset);
        if (!known || known->state == DatasetState::withdrawn) return std::nullopt;
        for (auto& resource : store.ResourcesOf(known->id)) {
            if (resource.slug != slug) continue;
            const auto newest = store.GetVersion(resource.id, resource.newest);
            return std::pair(std::move(resource), newest ? newest->digest : "");
        }
        return std::nullopt;
    });
}

std::optional<Refusal> OpenWithFirst(storage::Transaction& tx, const Version& version) {
    CatalogueStore store(tx);
    auto dataset = store.Get(store.Get(version.resource)->dataset);
    if (!dataset || dataset->state != DatasetState::draft) return std::nullopt;
    dataset->Open(version.published);
    store.Update(*dataset);
    return std::nullopt;
}

}  // namespace

int RefreshFeeds(const Platform& platform) {
    const auto fed_datasets = ReadFedDatasets();
    if (!fed_datasets) return 0;  // refused when the catalogue was loaded
    int published = 0;
    for (const auto& described : *fed_datasets)
        for (auto table : described.tables) {
            const auto* source = table.feed.empty() ? nullptr : platform.figures.Find(table.feed);
            auto fed = source == nullptr ? std::nullopt : FindFed(platform, described.dataset.slug, table.resource.slug);
            if (!fed) continue;
            table.text = CsvOf(*source, platform);
            if (table.text.empty() || Hex(BytesOf(Digest(table.text))) == fed->second) continue;
            table.resource = std::move(fed->first);
            const auto version = PublishShipped(platform, table, "Hệ thống tự cập nhật", OpenWithFirst);
            if (version)
                ++published;
            else
                Log(Severity::error, "OPEN_DATA_FEED_REFUSED", {{"feed", table.feed}, {"why", version.error().sentence.Now()}});
        }
    return published;
}

}  // namespace dongson::open_data
