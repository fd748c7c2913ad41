#include "modules/open_data/actions/program_edits.h"

#include <algorithm>
#include <filesystem>
#include <fstream>

#include "core/csv.h"
#include "core/temporary_file.h"
#include "core/text.h"
#include "modules/open_data/actions/publish_version.h"
#include "modules/open_data/capabilities.h"
#include "modules/open_data/domain/description.h"
#include "modules/open_data/intake/profile.h"
#include "modules/open_data/storage/catalogue_store.h"
#include "modules/open_data/storage/upload_store.h"
#include "platform/files/files.h"

namespace dongson::open_data {

using identity::Officer;
using storage::Transaction;

namespace {

std::unexpected<Refusal> NotYours() {
    return std::unexpected(Refusal::Forbidden(Say("Chỉ cán bộ của cơ quan phụ trách bộ dữ liệu làm được việc này.")));
}

std::unexpected<Refusal> Clash() {
    return std::unexpected(
        Refusal{"VERSION_CLASH", Say("Bộ dữ liệu vừa được sửa ở nơi khác. Hãy thử lại."), "", RefusalKind::conflict});
}

std::unexpected<Refusal> Wrong(std::string field, Sentence sentence) {
    return std::unexpected(Refusal{"OPEN_DATA_PROGRAM", std::move(sentence), std::move(field), RefusalKind::conflict});
}

bool IsPlainName(std::string_view name) {
    return name.size() >= 2 && name.size() <= 100 && std::ranges::all_of(name, [](char c) {
               return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
           });
}

struct Held {
    Resource resource;
    Dataset dataset;
};

// A resource of a dataset that the officer may publish for.
Result<Held> HeldToPublish(const Platform& platform, const Officer& officer, ResourceId id) {
    return platform.storage.Read([&](Transaction& tx) -> Result<Held> {
        auto resource = CatalogueStore(tx).Get(id);
        auto dataset = resource ? CatalogueStore(tx).Get(resource->dataset) : std::nullopt;
        if (!dataset) return std::unexpected(Refusal::NotFound(Say("Không có tài nguyên này.")));
        if (!officer.May(dataset->unit, kPublish))
            return std::unexpected(Refusal::Forbidden(Say("Chỉ lãnh đạo của cơ quan duyệt được.")));
        return Held{*std::move(resource), *std::move(dataset)};
    });
}

std::optional<Refusal> RefusePersonal(const Profile& profile, bool answers) {
    std::vector<std::string> columns;
    for (const auto& column : profile.columns)
        if (column.personal()) columns.push_back(column.column.name);
    if (columns.empty() || answers) return std::nullopt;
    return Wrong(
               "answers_for_personal",
               Say("Các cột {1} có vẻ chứa dữ liệu cá nhân. Bỏ chúng đi, hoặc gửi answers_for_personal=true để chịu trách nhiệm.",
                   Join(columns, ", ")))
        .error();
}

Result<Version> Publish(const Platform& platform, const Officer& officer, const Held& held, NewVersion wanted) {
    wanted.resource = held.resource.id;
    wanted.also = [&](Transaction& tx, const Version& version) {
        UploadStore(tx).Note(held.dataset.id, "published", officer.account, std::to_string(version.number), version.published);
        return std::optional<Refusal>();
    };
    return PublishVersion(platform, wanted);
}

}  // namespace

Result<Dataset> PutDataset(const Platform& platform, const Officer& officer, Dataset dataset, Wish wish) {
    if (!officer.May(dataset.unit, kEdit)) return NotYours();
    if (dataset.title.empty()) dataset.title = dataset.slug;
    if (!IsPlainName(dataset.slug))
        return Wrong("name", Say("Tên dùng trong địa chỉ có 2 đến 100 ký tự: chữ thường không dấu, chữ số, “-” và “_”."));
    return platform.storage.InTransaction([&](Transaction& tx) -> Result<Dataset> {
        CatalogueStore catalogue(tx);
        const auto now = platform.clock.Now();
        const auto same = catalogue.GetBySlug(dataset.slug);
        if (same && same->id != dataset.id) return Wrong("name", Say("Địa chỉ này đã có bộ dữ liệu khác dùng."));
        const bool may_show = wish == Wish::shown && CheckDescription(dataset).empty() && officer.May(dataset.unit, kPublish);
        dataset.changed = now;
        dataset.state = DatasetState::draft;
        if (may_show) dataset.Open(now);
        if (!dataset.id) {
            dataset.id = Fresh<DatasetTag>();
            dataset.created = now;
            catalogue.Insert(dataset);
            UploadStore(tx).Note(dataset.id, "begun", officer.account, "", now);
            return dataset;
        }
        const auto before = catalogue.Get(dataset.id);
        if (!before || !officer.May(before->unit, kEdit)) return NotYours();
        // What is public is taken back by withdrawing it, with a leader's reason, and by nothing else.
        if (before->state == DatasetState::published && !may_show && wish == Wish::shown) dataset.state = before->state;
        if (!catalogue.Update(dataset)) return Clash();
        ++dataset.version;
        UploadStore(tx).Note(dataset.id, "described", officer.account, "", now);
        return dataset;
    });
}

Result<Resource> PutResource(const Platform& platform, const Officer& officer, Resource resource) {
    return platform.storage.InTransaction([&](Transaction& tx) -> Result<Resource> {
        CatalogueStore catalogue(tx);
        auto dataset = catalogue.Get(resource.dataset);
        if (!dataset || !officer.May(dataset->unit, kEdit)) return NotYours();
        if (resource.id) {
            catalogue.Update(resource);
        } else {
            const auto others = catalogue.EveryResourceOf(dataset->id);
            resource.id = Fresh<ResourceTag>();
            resource.position = 1;
            for (const auto& other : others) resource.position = std::max(resource.position, other.position + 1);
            resource.slug = FreeSlug(resource.title, others);
            catalogue.Insert(resource);
        }
        dataset->changed = platform.clock.Now();
        if (!catalogue.Update(*dataset)) return Clash();
        UploadStore(tx).Note(dataset->id, "described", officer.account, resource.title, dataset->changed);
        return resource;
    });
}

Result<Resource> TakeOutResource(const Platform& platform, const Officer& officer, ResourceId id) {
    return platform.storage.InTransaction([&](Transaction& tx) -> Result<Resource> {
        CatalogueStore catalogue(tx);
        auto resource = catalogue.GetToChange(id);
        auto dataset = resource ? catalogue.Get(resource->dataset) : std::nullopt;
        if (!dataset) return std::unexpected(Refusal::NotFound(Say("Không có tài nguyên này.")));
        const bool may = resource->newest > 0 ? officer.May(dataset->unit, kPublish) : officer.May(dataset->unit, kEdit);
        if (!may) return NotYours();
        if (resource->newest == 0) {
            catalogue.Delete(id);
        } else {
            resource->position = -1;
            catalogue.Update(*resource);
        }
        dataset->changed = platform.clock.Now();
        if (!catalogue.Update(*dataset)) return Clash();
        UploadStore(tx).Note(dataset->id, "taken_out", officer.account, resource->title, dataset->changed);
        return *resource;
    });
}

Result<Version> PublishFile(const Platform& platform, const Officer& officer, const FileGiven& given) {
    const auto held = HeldToPublish(platform, officer, given.resource);
    if (!held) return std::unexpected(held.error());
    const auto profile = ProfileFile(given.path, DetectLayout(given.path));
    if (!profile) return std::unexpected(profile.error());
    if (profile->Has(Oddity::no_rows)) return Wrong("upload", Say("Tệp không có dòng số liệu nào."));
    if (auto refusal = RefusePersonal(*profile, given.answers_for_personal)) return std::unexpected(std::move(*refusal));
    return Publish(
        platform, officer, *held,
        {.path = given.path, .name = given.name, .layout = profile->layout, .schema = profile->schema(), .note = given.note});
}

Result<Version> PublishRows(const Platform& platform, const Officer& officer, const RowsGiven& given) {
    auto held = HeldToPublish(platform, officer, given.resource);
    if (!held) return std::unexpected(held.error());
    const TemporaryFile scratch(platform.files.incoming() + "/rows-" + std::to_string(FreshId()) + ".csv");
    {
        std::ofstream file(scratch.path(), std::ios::binary);
        const RowSink sink = [&](const std::vector<std::string>& cells) { file << CsvLine(cells); };
        std::vector<std::string> names;
        for (const auto& column : given.schema) names.push_back(column.name);
        sink(names);
        given.write(sink);
        file.flush();
        if (!file) throw std::runtime_error("cannot write " + scratch.path());
    }
    const Layout layout;
    const auto profile = ProfileFile(scratch.path(), {.layout = layout, .encoding = {}});
    if (!profile) return std::unexpected(profile.error());
    if (auto refusal = RefusePersonal(*profile, given.answers_for_personal)) return std::unexpected(std::move(*refusal));
    return Publish(platform, officer, *held,
                   {.path = scratch.path(),
                    .name = held->resource.slug + ".csv",
                    .layout = layout,
                    .schema = given.schema,
                    .note = given.note});
}

}  // namespace dongson::open_data
