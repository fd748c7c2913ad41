#include "modules/open_data/storage/catalogue_store.h"

#include "core/text.h"
#include "modules/open_data/storage/catalogue_sql.h"

namespace dongson::open_data {

using storage::Parameter;
using storage::Row;

namespace {

std::vector<std::string> TagsOf(const std::string& text) {
    std::vector<std::string> tags;
    for (const auto tag : Split(std::string_view(text), '\n'))
        if (!tag.empty()) tags.emplace_back(tag);
    return tags;
}

Dataset ReadDataset(Row& row) {
    return {.id = row.Next<DatasetId>(),
            .slug = row.Next<std::string>(),
            .title = row.Next<std::string>(),
            .notes = row.Next<std::string>(),
            .unit = row.Next<UnitId>(),
            .domain = row.Next<std::string>(),
            .tags = TagsOf(row.Next<std::string>()),
            .licence = row.Next<std::string>(),
            .frequency = row.Next<Frequency>(),
            .covers_from = row.Next<std::optional<Date>>(),
            .covers_until = row.Next<std::optional<Date>>(),
            .area = row.Next<std::string>(),
            .source = row.Next<std::string>(),
            .contact_name = row.Next<std::string>(),
            .contact_email = row.Next<std::string>(),
            .sample = row.Next<bool>(),
            .state = row.Next<DatasetState>(),
            .created = row.Next<Instant>(),
            .changed = row.Next<Instant>(),
            .published = row.Next<std::optional<Instant>>(),
            .version = row.Next<std::int64_t>(),
            .extras = row.Next<std::string>(),
            .series = row.Next<std::string>(),
            .taken_from = row.Next<std::string>()};
}

// Borrows from `tags`, which must live until the statement has run.
std::vector<Parameter> ParametersOf(const Dataset& dataset, const std::string& tags, std::int64_t change) {
    return {{"id", dataset.id},
            {"slug", dataset.slug},
            {"title", dataset.title},
            {"notes", dataset.notes},
            {"unit", dataset.unit},
            {"domain", dataset.domain},
            {"tags", tags},
            {"licence", dataset.licence},
            {"frequency", dataset.frequency},
            {"covers_from", dataset.covers_from},
            {"covers_until", dataset.covers_until},
            {"area", dataset.area},
            {"source", dataset.source},
            {"contact_name", dataset.contact_name},
            {"contact_email", dataset.contact_email},
            {"sample", dataset.sample},
            {"state", dataset.state},
            {"created", dataset.created},
            {"changed", dataset.changed},
            {"published", dataset.published},
            {"version", dataset.version},
            {"extras", dataset.extras},
            {"series", dataset.series},
            {"taken_from", dataset.taken_from},
            {"change", change}};
}

Resource ReadResource(Row& row) {
    return {.id = row.Next<ResourceId>(),
            .dataset = row.Next<DatasetId>(),
            .slug = row.Next<std::string>(),
            .title = row.Next<std::string>(),
            .notes = row.Next<std::string>(),
            .format = row.Next<std::string>(),
            .schema = SchemaFromJson(row.Next<std::string>()).value_or(Schema{}),
            .position = row.Next<int>(),
            .newest = row.Next<int>(),
            .extras = row.Next<std::string>()};
}

std::vector<Parameter> ParametersOf(const Resource& resource, const std::string& schema) {
    return {{"id", resource.id},         {"dataset", resource.dataset}, {"slug", resource.slug}, {"title", resource.title},
            {"notes", resource.notes},   {"format", resource.format},   {"schema", schema},      {"position", resource.position},
            {"newest", resource.newest}, {"extras", resource.extras}};
}

Version ReadVersion(Row& row) {
    return {.id = row.Next<VersionId>(),
            .resource = row.Next<ResourceId>(),
            .number = row.Next<int>(),
            .file = row.Next<FileId>(),
            .digest = row.Next<std::string>(),
            .size = row.Next<std::int64_t>(),
            .rows = row.Next<std::int64_t>(),
            .misfits = row.Next<std::int64_t>(),
            .added = row.Next<std::int64_t>(),
            .removed = row.Next<std::int64_t>(),
            .changed = row.Next<std::int64_t>(),
            .note = row.Next<std::string>(),
            .published = row.Next<Instant>(),
            .ledger_id = row.Next<std::int64_t>(),
            .layout = row.Next<std::string>()};
}

}  // namespace

std::int64_t CatalogueStore::NextChange() {
    return tx_.SelectOne(kNextChange, {}, [](Row& row) { return row.Next<std::int64_t>(); }).value_or(0);
}

void CatalogueStore::Insert(const Dataset& dataset) {
    const auto tags = Join(dataset.tags, "\n");
    tx_.Run(kInsertDataset, ParametersOf(dataset, tags, NextChange()));
}

bool CatalogueStore::Update(const Dataset& dataset) {
    const auto tags = Join(dataset.tags, "\n");
    return tx_.Run(kUpdateDataset, ParametersOf(dataset, tags, NextChange())) == 1;
}

std::optional<Dataset> CatalogueStore::Get(DatasetId id) {
    return tx_.SelectOne(kDataset, {{"id", id}}, ReadDataset);
}

std::optional<Dataset> CatalogueStore::GetBySlug(std::string_view slug) {
    return tx_.SelectOne(kDatasetBySlug, {{"slug", slug}}, ReadDataset);
}

std::vector<Dataset> CatalogueStore::OfUnit(UnitId unit) {
    return tx_.Select(kDatasetsOfUnit, {{"unit", unit}}, ReadDataset);
}

std::vector<Dataset> CatalogueStore::Published(std::int64_t first, std::int64_t limit, Instant since) {
    return tx_.Select(kPublishedDatasets, {{"since", since}, {"limit", limit}, {"first", first}}, ReadDataset);
}

std::int64_t CatalogueStore::CountPublished(Instant since) {
    return tx_.Count(kCountPublished, {{"since", since}});
}

Instant CatalogueStore::BegunFirst() {
    return {tx_.Count(kBegunFirst)};
}

Instant CatalogueStore::ChangedLast() {
    return {tx_.Count(kChangedLast)};
}

std::int64_t CatalogueStore::NewestChange() {
    return tx_.Count(kNewestChange);
}

std::vector<Dataset> CatalogueStore::ChangedSince(std::int64_t change) {
    return tx_.Select(kDatasetsSince, {{"change", change}}, ReadDataset);
}

std::vector<Resource> CatalogueStore::ResourcesChangedSince(std::int64_t change) {
    return tx_.Select(kResourcesSince, {{"change", change}}, ReadResource);
}

void CatalogueStore::Insert(const Resource& resource) {
    const auto schema = SchemaToJson(resource.schema);
    tx_.Run(kInsertResource, ParametersOf(resource, schema));
}

void CatalogueStore::Update(const Resource& resource) {
    const auto schema = SchemaToJson(resource.schema);
    tx_.Run(kUpdateResource, ParametersOf(resource, schema));
}

void CatalogueStore::Delete(ResourceId id) {
    tx_.Run(kDeleteResource, {{"id", id}});
}

std::optional<Resource> CatalogueStore::Get(ResourceId id) {
    return tx_.SelectOne(kResource, {{"id", id}}, ReadResource);
}

std::optional<Resource> CatalogueStore::GetToChange(ResourceId id) {
    return tx_.SelectOne(kResourceToChange, {{"id", id}}, ReadResource);
}

std::vector<Resource> CatalogueStore::EveryResourceOf(DatasetId dataset) {
    return tx_.Select(kEveryResourceOf, {{"dataset", dataset}}, ReadResource);
}

std::vector<Resource> CatalogueStore::ResourcesOf(DatasetId dataset) {
    return tx_.Select(kResourcesOf, {{"dataset", dataset}}, ReadResource);
}

void CatalogueStore::Insert(const Version& version) {
    tx_.Run(kInsertVersion, {{"id", version.id},
                             {"resource", version.resource},
                             {"number", version.number},
                             {"file", version.file},
                             {"digest", version.digest},
                             {"size", version.size},
                             {"rows", version.rows},
                             {"misfits", version.misfits},
                             {"added", version.added},
                             {"removed", version.removed},
                             {"changed", version.changed},
                             {"note", version.note},
                             {"published", version.published},
                             {"ledger", version.ledger_id},
                             {"layout", version.layout}});
}

std::optional<Version> CatalogueStore::GetVersion(ResourceId resource, int number) {
    return tx_.SelectOne(kVersion, {{"resource", resource}, {"number", number}}, ReadVersion);
}

std::vector<Version> CatalogueStore::VersionsOf(ResourceId resource) {
    return tx_.Select(kVersionsOf, {{"resource", resource}}, ReadVersion);
}

std::optional<Dataset> CatalogueStore::GetTaken(std::string_view address) {
    return tx_.SelectOne(kDatasetTaken, {{"address", address}}, ReadDataset);
}

std::vector<Version> CatalogueStore::EveryVersion(VersionId after, int count) {
    return tx_.Select(kEveryVersion, {{"after", after}, {"count", count}}, ReadVersion);
}

bool CatalogueStore::Knows(VersionId version) {
    return tx_.Count(kVersionKnown, {{"id", version}}) > 0;
}

Instant CatalogueStore::NewestOf(DatasetId dataset) {
    return {tx_.Count(kNewestOf, {{"dataset", dataset}})};
}

std::int64_t CatalogueStore::CountRows() {
    return tx_.Count(kCountRows);
}

}  // namespace dongson::open_data
