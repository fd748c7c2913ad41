#include <filesystem>
#include <fstream>

#include "modules/open_data/actions/publish_version.h"
#include "modules/open_data/intake/profile.h"
#include "modules/open_data/storage/catalogue_store.h"
#include "modules/open_data/testing/portal_office.h"

namespace dongson::open_data::testing {

PortalOffice::PortalOffice(storage::Engine engine) : BareHouse(engine, Instant::Parse("2026-11-23 09:00").value()) {
    Dataset made{.id = Fresh<DatasetTag>(),
                 .slug = "dan-so",
                 .title = "Dân số các xã",
                 .unit = units.Now()->FindByKey("so-noi-vu")->id,
                 .domain = "dan-so",
                 .licence = "cc-by-4.0",
                 .state = DatasetState::published,
                 .created = clock.Now(),
                 .changed = clock.Now()};
    Resource table{
        .id = Fresh<ResourceTag>(), .dataset = made.id, .slug = "bang-1", .title = "Bảng 1", .format = "CSV", .position = 1};
    dataset = made.id;
    resource = table.id;
    database->MustWrite([&](storage::Transaction& tx) {
        CatalogueStore(tx).Insert(made);
        CatalogueStore(tx).Insert(table);
    });
}

Result<Version> PortalOffice::Publish(std::string_view text) {
    std::string path;
    {
        const std::lock_guard lock(mutex_);
        path = database.folder() + "/text-" + std::to_string(++texts_) + ".csv";
    }
    std::ofstream(path, std::ios::binary) << text;
    const auto profile = ProfileFile(path, DetectLayout(path));
    if (!profile) return std::unexpected(profile.error());
    auto schema = profile->schema();
    if (!schema.empty()) schema.front().key = true;
    for (auto& column : schema)
        if (column.name == rename.first) column.name = rename.second;
    return PublishVersion(
        platform,
        {.resource = resource, .path = path, .name = "bang.csv", .layout = profile->layout, .schema = schema, .note = ""});
}

}  // namespace dongson::open_data::testing
