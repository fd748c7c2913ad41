#include "modules/open_data/actions/load_catalogue.h"

#include <algorithm>

#include "modules/open_data/actions/shipped_catalogue.h"
#include "modules/open_data/storage/catalogue_store.h"
#include "platform/organisation/directory.h"
#include "storage/database.h"

namespace dongson::open_data {

Result<LoadedCatalogue> LoadShippedCatalogue(const Platform& platform) {
    auto shipped = ReadShippedCatalogue();
    if (!shipped) return std::unexpected(shipped.error());
    for (auto& described : *shipped) {
        const auto* unit = platform.units.Now()->FindByKey(described.unit_key);
        if (unit == nullptr)
            return std::unexpected(Refusal{"DEFINITION_BROKEN", Say("{1}", "no unit has the key " + described.unit_key), ""});
        described.dataset.unit = unit->id;
    }
    LoadedCatalogue loaded;
    for (auto& described : *shipped) {
        const auto now = platform.clock.Now();
        const bool there = platform.storage.Read(
            [&](storage::Transaction& tx) { return CatalogueStore(tx).GetBySlug(described.dataset.slug).has_value(); });
        if (there) continue;
        auto& dataset = described.dataset;
        dataset.id = Fresh<DatasetTag>();
        dataset.created = dataset.changed = now;
        // What is fed shows once there is something in it.
        if (std::ranges::any_of(described.tables, [](const auto& table) { return table.feed.empty(); })) dataset.Open(now);
        platform.storage.MustWrite([&](storage::Transaction& tx) {
            CatalogueStore store(tx);
            store.Insert(dataset);
            for (auto& table : described.tables) {
                table.resource.id = Fresh<ResourceTag>();
                table.resource.dataset = dataset.id;
                store.Insert(table.resource);
            }
        });
        ++loaded.datasets;
        for (const auto& table : described.tables) {
            if (!table.feed.empty()) continue;
            const auto version = PublishShipped(platform, table, "Phiên bản đầu tiên");
            if (!version) return std::unexpected(version.error());
            ++loaded.versions;
            loaded.rows += version->rows;
        }
    }
    return loaded;
}

}  // namespace dongson::open_data
