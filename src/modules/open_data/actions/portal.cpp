#include "modules/open_data/actions/portal.h"

#include "modules/open_data/actions/kept_tables.h"
#include "modules/open_data/storage/catalogue_store.h"
#include "platform/organisation/directory.h"
#include "storage/database.h"

namespace dongson::open_data {

namespace {

// A mapped table costs little while nobody reads it; more than these are closed, the oldest version first.
constexpr std::size_t kMostOpenTables = 2000;

}  // namespace

void Portal::Refresh() {
    const auto newest = platform_.storage.Read([](storage::Transaction& tx) { return CatalogueStore(tx).NewestChange(); });
    {
        const std::shared_lock lock(mutex_);
        if (seen_ >= newest) return;
    }
    const std::unique_lock lock(mutex_);
    if (seen_ >= newest) return;
    std::vector<Dataset> datasets;
    std::map<DatasetId, std::vector<Resource>> resources;
    platform_.storage.Read([&](storage::Transaction& tx) {
        CatalogueStore store(tx);
        datasets = store.ChangedSince(seen_);
        for (auto& resource : store.ResourcesChangedSince(seen_)) resources[resource.dataset].push_back(std::move(resource));
        return true;
    });
    const auto units = platform_.units.Now();
    for (const auto& dataset : datasets) {
        const auto* unit = units->Find(dataset.unit);
        catalogue_.Put(dataset, resources[dataset.id],
                       unit == nullptr ? Catalogue::Agency{} : Catalogue::Agency{unit->key, unit->name});
    }
    seen_ = newest;
}

Result<std::shared_ptr<const Table>> Portal::TableOf(VersionId version) {
    const auto remade = TablesRemade();
    {
        const std::lock_guard lock(tables_mutex_);
        if (remade != remade_) {
            tables_.clear();  // among them perhaps the damaged file that was replaced
            lost_.clear();
            remade_ = remade;
        }
        if (const auto open = tables_.find(version); open != tables_.end()) return open->second;
    }
    // A table is read whole when it is opened: nobody waits for another's. Two who open the same at once both read it.
    auto table = OpenTable(platform_, version);
    std::unique_lock lock(tables_mutex_);
    if (!table) {
        const bool first = lost_.insert(version).second;
        lock.unlock();
        if (first) AskToRemake(platform_);
        return table;
    }
    if (remade != remade_) return table;
    if (tables_.size() == kMostOpenTables) tables_.erase(tables_.begin());
    return tables_.try_emplace(version, *table).first->second;
}

}  // namespace dongson::open_data
