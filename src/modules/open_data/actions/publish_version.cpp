#include "modules/open_data/actions/publish_version.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <filesystem>

#include "core/bytes.h"
#include "core/temporary_file.h"
#include "core/text.h"
#include "modules/open_data/actions/lateness.h"
#include "modules/open_data/actions/serve_readers.h"
#include "modules/open_data/storage/catalogue_store.h"
#include "modules/open_data/table/difference.h"
#include "modules/open_data/table/table_writer.h"
#include "platform/files/files.h"
#include "platform/ledger/ledger.h"

namespace dongson::open_data {

using storage::Transaction;

namespace {

Refusal Breaks(Sentence sentence) {
    return {"OPEN_DATA_SCHEMA_BROKEN", std::move(sentence), "tep", RefusalKind::conflict};
}

// The columns of a file against those agreed: the same names in the same order.
std::optional<Refusal> CheckColumns(const Schema& agreed, const std::vector<std::string>& names) {
    std::vector<std::string> missing, unknown;
    for (const auto& column : agreed)
        if (std::ranges::find(names, column.name) == names.end()) missing.push_back(column.name);
    for (const auto& name : names)
        if (!FindColumn(agreed, name)) unknown.push_back(name);
    if (!missing.empty() && !unknown.empty())
        return Breaks(
            Say("Tệp thiếu cột {1} và có cột lạ {2} so với cấu trúc đã công bố.", Join(missing, ", "), Join(unknown, ", ")));
    if (!missing.empty()) return Breaks(Say("Tệp thiếu cột {1} so với cấu trúc đã công bố.", Join(missing, ", ")));
    if (!unknown.empty()) return Breaks(Say("Tệp có cột {1} chưa có trong cấu trúc đã công bố.", Join(unknown, ", ")));
    return std::nullopt;
}

// What the columns of a file are called among those agreed: by its header as it was the first time, whatever name an officer gave
// the column since. A file without a header has the agreed columns in their order.
std::vector<std::string> AgreedNames(const Schema& agreed, const std::vector<std::string>& header) {
    std::vector<std::string> names;
    if (header.empty()) {
        for (const auto& column : agreed) names.push_back(column.name);
        return names;
    }
    names = ColumnNames(header, header.size());
    for (std::size_t place = 0; place < header.size(); ++place) {
        const auto known = std::ranges::find_if(agreed, [&](const Column& column) {
            return !header[place].empty() && column.source == header[place] &&
                   std::ranges::find(names, column.name) == names.end();
        });
        if (known != agreed.end()) names[place] = known->name;
    }
    return names;
}

// Where each agreed column stands in the file.
std::vector<std::size_t> PlacesOf(const Schema& agreed, const std::vector<std::string>& names) {
    std::vector<std::size_t> places;
    for (const auto& column : agreed)
        places.push_back(static_cast<std::size_t>(std::ranges::find(names, column.name) - names.begin()));
    return places;
}

std::optional<Refusal> CheckValues(const Schema& agreed, const TableReport& report) {
    if (report.misfits == 0) return std::nullopt;
    std::vector<std::string> examples;
    for (const auto& [column, row, text] : report.examples) {
        if (examples.size() == 5) break;
        examples.push_back(fmt::format("{} · {} · “{}”", row, agreed[column].name, Shorten(text, 30)));
    }
    return Breaks(Say("{1} giá trị không đúng kiểu đã công bố (dòng · cột · giá trị): {2}", std::to_string(report.misfits),
                      Join(examples, "; ")));
}

Result<TableReport> WriteTable(const std::string& path, const NewVersion& wanted, const Resource& resource) {
    auto source = TableSource::Open(wanted.path, wanted.layout);
    if (!source) return std::unexpected(source.error());
    const auto& schema = resource.schema;
    std::vector<std::size_t> places;  // a first version names its columns as it likes, in the file's order
    if (resource.newest > 0) {
        const auto names = AgreedNames(schema, source->header());
        if (auto refusal = CheckColumns(schema, names)) return std::unexpected(std::move(*refusal));
        places = PlacesOf(schema, names);
    }
    TableWriter writer(path, schema);
    Record record;
    std::vector<std::string_view> cells(schema.size());
    while (true) {
        const auto more = source->Next(record);
        if (!more) return std::unexpected(more.error());
        if (!*more) break;
        if (record.cells.size() > schema.size())
            return std::unexpected(Breaks(Say("Dòng {1} có {2} ô, nhiều hơn {3} cột đã công bố.", std::to_string(record.line),
                                              std::to_string(record.cells.size()), std::to_string(schema.size()))));
        if (places.empty()) {
            writer.Add(record.cells);
            continue;
        }
        for (std::size_t column = 0; column < places.size(); ++column)
            cells[column] = places[column] < record.cells.size() ? record.cells[places[column]] : std::string_view();
        writer.Add(cells);
    }
    auto report = writer.Finish();
    if (resource.newest > 0)
        if (auto refusal = CheckValues(schema, report)) return std::unexpected(std::move(*refusal));
    return report;
}

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

std::string TablePathOf(const Platform& platform, VersionId version) {
    return platform.data_folder + "/tables/" + ToText(version) + ".table";
}

int RemoveStrayTables(const Platform& platform) {
    int removed = 0;
    std::error_code none;
    const auto now = std::filesystem::file_time_type::clock::now();
    for (const auto& entry : std::filesystem::directory_iterator(platform.data_folder + "/tables", none)) {
        if (now - entry.last_write_time() < std::chrono::hours(1)) continue;  // perhaps being written
        const VersionId version{ToNumber(entry.path().stem().string())};
        if (platform.storage.Read([&](Transaction& tx) { return CatalogueStore(tx).Knows(version); })) continue;
        removed += std::filesystem::remove(entry.path()) ? 1 : 0;
    }
    return removed;
}

Result<std::shared_ptr<const Table>> OpenTable(const Platform& platform, VersionId version) {
    return Table::Open(TablePathOf(platform, version));
}

Result<Version> PublishVersion(const Platform& platform, const NewVersion& wanted) {
    auto resource = platform.storage.Read([&](Transaction& tx) { return CatalogueStore(tx).Get(wanted.resource); });
    if (!resource) return std::unexpected(Refusal::NotFound(Say("Không có tài nguyên này.")));
    if (resource->newest == 0) resource->schema = wanted.schema;

    Version version{.id = Fresh<VersionTag>(),
                    .resource = resource->id,
                    .number = resource->newest + 1,
                    .note = wanted.note,
                    .published = platform.clock.Now()};
    std::filesystem::create_directories(platform.data_folder + "/tables");
    TemporaryFile file(TablePathOf(platform, version.id));
    const auto report = WriteTable(file.path(), wanted, *resource);
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
