#include "modules/open_data/actions/publish_version.h"

#include <fmt/format.h>

#include <filesystem>

#include "core/temporary_file.h"
#include "modules/open_data/actions/kept_tables.h"
#include "modules/open_data/actions/lateness.h"
#include "modules/open_data/actions/make_table.h"
#include "modules/open_data/actions/serve_readers.h"
#include "modules/open_data/storage/catalogue_store.h"
#include "modules/open_data/table/difference.h"
#include "platform/files/files.h"
#include "platform/ledger/ledger.h"

namespace dongson::open_data {

using storage::Transaction;

namespace {

std::int64_t EnterInLedger(const Platform& platform, Transaction& tx, const Dataset& dataset, const Resource& resource,
                           const Version& version) {
    return platform.ledger.Append(
        tx, fmt::format("bo-du-lieu: {}\ntai-nguyen: {}\nphien-ban: {}\nthoi-diem: {}\nkich-thuoc: {}\nnoi-dung-sha256: {}\n",
                        dataset.slug, resource.slug, version.number, version.published.Rfc3339(), version.size, version.digest));
}

// Everything that must be true at once.
Result<Version> Enter(const Platform& platform, Transaction& tx, const files::FileStore::Kept& kept, Resource resource,
                      Version version) {
    CatalogueStore catalogue(tx);
    const auto before = catalogue.GetToChange(resource.id);
    auto dataset = catalogue.Get(resource.dataset);
    if (!dataset || !before || before->newest != resource.newest)
        return std::unexpected(
            Refusal{"OPEN_DATA_PUBLISHED_MEANWHILE",
                    Say("Có người vừa công bố một phiên bản khác của tài nguyên này. Hãy xem lại rồi thử lại."), "",
                    RefusalKind::conflict});
    version.file = files::FileStore::Record(tx, kept, version.published).id;
    version.ledger_id = EnterInLedger(platform, tx, *dataset, resource, version);
    catalogue.Insert(version);
    resource.newest = version.number;
    catalogue.Update(resource);
    dataset->changed = version.published;
    if (!catalogue.Update(*dataset))
        return std::unexpected(
            Refusal{"VERSION_CLASH", Say("Bộ dữ liệu vừa được sửa ở nơi khác. Hãy thử lại."), "", RefusalKind::conflict});
    EndLateness(tx, dataset->id);
    TellSubscribers(platform, tx, *dataset, resource, version);
    return version;
}

}  // namespace

Result<Version> PublishVersion(const Platform& platform, const NewVersion& wanted) {
    auto resource = platform.storage.Read([&](Transaction& tx) { return CatalogueStore(tx).Get(wanted.resource); });
    if (!resource) return std::unexpected(Refusal::NotFound(Say("Không có tài nguyên này.")));
    if (resource->newest == 0) resource->schema = wanted.schema;

    Version version{.id = Fresh<VersionTag>(),
                    .resource = resource->id,
                    .number = resource->newest + 1,
                    .note = wanted.note,
                    .published = platform.clock.Now(),
                    .layout = LayoutToJson(wanted.layout)};
    std::filesystem::create_directories(platform.data_folder + "/tables");
    TemporaryFile file(TablePathOf(platform, version.id));
    const auto report = MakeTable(
        file.path(), {.path = wanted.path, .layout = wanted.layout, .schema = resource->schema, .first = version.number == 1});
    if (!report) return std::unexpected(report.error());
    version.rows = report->rows;
    version.misfits = report->misfits;
    version.added = report->rows;
    if (resource->newest > 0) {
        const auto last =
            platform.storage.Read([&](Transaction& tx) { return CatalogueStore(tx).GetVersion(resource->id, resource->newest); });
        const auto before = OpenTable(platform, last->id), after = OpenTable(platform, version.id);
        if (!before) return std::unexpected(before.error());
        const auto difference = CompareTables(**before, **after, 0);
        version.added = difference.added;
        version.removed = difference.removed;
        version.changed = difference.changed;
    }
    const auto kept = platform.files.KeepData(wanted.path, wanted.name);
    if (!kept) return std::unexpected(kept.error());
    version.digest = kept->digest;
    version.size = kept->size;
    auto entered = platform.storage.InTransaction([&](Transaction& tx) -> Result<Version> {
        auto done = Enter(platform, tx, *kept, *resource, version);
        if (!done || !wanted.also) return done;
        if (auto refusal = wanted.also(tx, *done)) return std::unexpected(std::move(*refusal));
        return done;
    });
    if (entered) file.Keep();
    return entered;
}

}  // namespace dongson::open_data
