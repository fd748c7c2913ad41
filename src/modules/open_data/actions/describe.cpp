#include "modules/open_data/actions/describe.h"

#include "modules/open_data/domain/mapping.h"
#include "modules/open_data/storage/catalogue_store.h"
#include "modules/open_data/storage/reader_store.h"
#include "platform/organisation/directory.h"

namespace dongson::open_data {

namespace {

// The province's own committee answers for the portal as a whole.
const organisation::Unit* Province(const organisation::Units& units) {
    for (const auto& unit : units.all())
        if (unit.kind == "province") return &unit;
    return nullptr;
}

}  // namespace

Teller TellerOf(const Platform& platform) {
    const auto units = platform.units.Now();
    const auto* province = Province(*units);
    Teller teller{.base_url = platform.base_url, .name = "Dữ liệu mở " + platform.province_name};
    if (province != nullptr) teller.unit = province->name, teller.unit_key = teller.area = province->key;
    platform.storage.Read([&](storage::Transaction& tx) {
        teller.begun = CatalogueStore(tx).BegunFirst();
        teller.changed = CatalogueStore(tx).ChangedLast();
        return true;
    });
    return teller;
}

Described Describe(const Platform& platform, storage::Transaction& tx, Dataset dataset) {
    CatalogueStore catalogue(tx);
    Described described{.dataset = std::move(dataset)};
    for (auto& resource : catalogue.ResourcesOf(described.dataset.id)) {
        auto version = catalogue.GetVersion(resource.id, resource.newest);
        if (!version) continue;
        const bool places = FindMapping(resource.schema).has_value();
        described.tables.push_back({.resource = std::move(resource), .version = *std::move(version), .places = places});
    }
    const auto units = platform.units.Now();
    if (const auto* unit = units->Find(described.dataset.unit)) {
        described.unit = unit->name;
        described.unit_key = unit->key;
        described.local_unit = unit->level != organisation::Level::province;
    }
    return described;
}

bool LinksAlive(storage::Transaction& tx, DatasetId dataset) {
    for (const auto& resource : CatalogueStore(tx).ResourcesOf(dataset)) {
        const auto status = LinkOf(resource).empty() ? std::nullopt : ReaderStore(tx).ProbeOf(resource.id);
        if (status && (*status < 200 || *status >= 400)) return false;
    }
    return true;
}

std::vector<Described> DescribePublished(const Platform& platform, storage::Transaction& tx, const DatasetsAsked& asked) {
    std::vector<Described> all;
    for (auto& dataset : CatalogueStore(tx).Published(asked.first, asked.limit, asked.since.value_or(Instant{})))
        all.push_back(Describe(platform, tx, std::move(dataset)));
    return all;
}

}  // namespace dongson::open_data
