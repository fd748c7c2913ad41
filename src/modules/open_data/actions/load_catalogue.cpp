#include "modules/open_data/actions/load_catalogue.h"

#include <filesystem>
#include <fstream>

#include "core/bytes.h"
#include "core/embedded.h"
#include "core/yaml.h"
#include "modules/open_data/actions/publish_version.h"
#include "modules/open_data/domain/vocabulary.h"
#include "modules/open_data/intake/profile.h"
#include "modules/open_data/storage/catalogue_store.h"
#include "platform/files/files.h"
#include "platform/organisation/directory.h"
#include "storage/database.h"

namespace dongson::open_data {

namespace {

struct Described {
    Dataset dataset;
    std::string unit_key;
    struct Table {
        Resource resource;
        std::string file;
        std::vector<Column> columns;  // what is known of some columns beyond what the file shows
    };
    std::vector<Table> tables;
};

std::optional<Date> DayOf(const Definition& definition, std::string_view key) {
    if (!definition.Has(key)) return std::nullopt;
    const auto day = Date::Parse(definition.Text(key));
    if (!day) definition.Fail("a date is written 2025-08-29");
    return day;
}

Column ColumnOf(const std::string& name, const Definition& definition) {
    definition.OnlyKeys({"title", "meaning", "unit", "codes", "key", "type"});
    const auto type = ParseColumnType(definition.Text("type", "text"));
    if (!type) definition.Fail("unknown type");
    return {.name = name,
            .type = type.value_or(ColumnType::text),
            .key = definition.Flag("key", false),
            .title = definition.Text("title", ""),
            .meaning = definition.Text("meaning", ""),
            .unit = definition.Text("unit", ""),
            .code_list = definition.Text("codes", "")};
}

Described Read(const Definition& each) {
    each.OnlyKeys({"slug", "title", "notes", "unit", "domain", "tags", "licence", "frequency", "from", "until", "area", "source",
                   "contact", "email", "sample", "tables"});
    Described described;
    described.unit_key = each.Text("unit");
    described.dataset = {.slug = each.Text("slug"),
                         .title = each.Text("title"),
                         .notes = each.Text("notes"),
                         .domain = each.Text("domain"),
                         .tags = each.Texts("tags"),
                         .licence = each.Text("licence"),
                         .frequency = ParseFrequency(each.Text("frequency")).value_or(Frequency::irregular),
                         .covers_from = DayOf(each, "from"),
                         .covers_until = DayOf(each, "until"),
                         .area = each.Text("area", "tinh-38"),
                         .source = each.Text("source"),
                         .contact_name = each.Text("contact", ""),
                         .contact_email = each.Text("email", ""),
                         .sample = each.Flag("sample", false)};
    if (!ParseFrequency(each.Text("frequency"))) each.Fail("unknown frequency");
    if (Vocabulary::Shipped().FindDomain(described.dataset.domain) == nullptr) each.Fail("unknown domain");
    if (Vocabulary::Shipped().FindLicence(described.dataset.licence) == nullptr) each.Fail("unknown licence");
    int position = 0;
    for (const auto& table : each.List("tables")) {
        table.OnlyKeys({"slug", "title", "notes", "file", "columns"});
        Described::Table read{.resource = {.slug = table.Text("slug"),
                                           .title = table.Text("title"),
                                           .notes = table.Text("notes", ""),
                                           .format = "CSV",
                                           .position = ++position},
                              .file = table.Text("file"),
                              .columns = {}};
        for (const auto& [name, column] : table.Child("columns").Entries()) read.columns.push_back(ColumnOf(name, column));
        described.tables.push_back(std::move(read));
    }
    return described;
}

// What the file shows, and what the catalogue adds to it.
Schema SchemaOf(const Profile& profile, const std::vector<Column>& known) {
    auto schema = profile.schema();
    for (const auto& column : known) {
        const auto place = FindColumn(schema, column.name);
        if (!place) continue;
        auto& own = schema[*place];
        if (column.type != ColumnType::text) own.type = column.type;
        own.key = column.key;
        if (!column.title.empty()) own.title = column.title;
        own.meaning = column.meaning;
        own.unit = column.unit;
        own.code_list = column.code_list;
    }
    return schema;
}

Result<Version> LoadTable(const Platform& platform, const Described::Table& table) {
    const auto path = platform.files.incoming() + "/catalogue-" + Hex(RandomBytes(8));
    std::ofstream(path, std::ios::binary) << Embedded("data/open_data/tables/" + table.file);
    const auto profile = ProfileFile(path, DetectLayout(path));
    auto version = profile ? PublishVersion(platform, {.resource = table.resource.id,
                                                       .path = path,
                                                       .name = table.file,
                                                       .layout = profile->layout,
                                                       .schema = SchemaOf(*profile, table.columns),
                                                       .note = "Phiên bản đầu tiên"})
                           : Result<Version>(std::unexpected(profile.error()));
    std::filesystem::remove(path);
    return version;
}

}  // namespace

Result<LoadedCatalogue> LoadShippedCatalogue(const Platform& platform) {
    DefinitionErrors errors;
    std::vector<Described> all;
    for (const auto& each :
         Definition::Parse("catalogue.yaml", Embedded("data/open_data/catalogue.yaml"), errors).List("datasets")) {
        auto described = Read(each);
        const auto* unit = platform.units.Now()->FindByKey(described.unit_key);
        if (unit == nullptr)
            each.Fail("no unit has the key " + described.unit_key);
        else
            described.dataset.unit = unit->id;
        all.push_back(std::move(described));
    }
    if (!errors.empty()) return std::unexpected(Refusal{"DEFINITION_BROKEN", Say("{1}", errors.Text()), ""});
    LoadedCatalogue loaded;
    for (auto& described : all) {
        const auto now = platform.clock.Now();
        const bool there = platform.storage.Read(
            [&](storage::Transaction& tx) { return CatalogueStore(tx).GetBySlug(described.dataset.slug).has_value(); });
        if (there) continue;
        auto& dataset = described.dataset;
        dataset.id = Fresh<DatasetTag>();
        dataset.state = DatasetState::published;
        dataset.created = dataset.changed = now;
        dataset.published = now;
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
            const auto version = LoadTable(platform, table);
            if (!version) return std::unexpected(version.error());
            ++loaded.versions;
            loaded.rows += version->rows;
        }
    }
    return loaded;
}

}  // namespace dongson::open_data
