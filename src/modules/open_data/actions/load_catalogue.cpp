#include "modules/open_data/actions/load_catalogue.h"

#include <algorithm>
#include <fstream>
#include <map>
#include <set>

#include "core/bytes.h"
#include "core/csv.h"
#include "core/embedded.h"
#include "core/log.h"
#include "core/temporary_file.h"
#include "core/text.h"
#include "core/yaml.h"
#include "modules/open_data/actions/publish_version.h"
#include "modules/open_data/domain/upload.h"
#include "modules/open_data/domain/vocabulary.h"
#include "modules/open_data/intake/profile.h"
#include "modules/open_data/storage/catalogue_store.h"
#include "platform/figures/figures.h"
#include "platform/files/files.h"
#include "platform/organisation/directory.h"
#include "storage/database.h"

namespace dongson::open_data {

namespace {

struct Shipped {
    Dataset dataset;
    std::string unit_key;
    struct Table {
        Resource resource;
        std::string name, text;       // of the file
        std::string feed;             // or the public table it is filled from, again and again
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

Shipped Read(const Definition& each) {
    each.OnlyKeys({"slug", "title", "notes", "unit", "domain", "tags", "licence", "frequency", "from", "until", "area", "source",
                   "contact", "email", "sample", "series", "tables"});
    Shipped described;
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
                         .sample = each.Flag("sample", false),
                         .series = each.Text("series", "")};
    if (!ParseFrequency(each.Text("frequency"))) each.Fail("unknown frequency");
    if (Vocabulary::Shipped().FindDomain(described.dataset.domain) == nullptr) each.Fail("unknown domain");
    if (Vocabulary::Shipped().FindLicence(described.dataset.licence) == nullptr) each.Fail("unknown licence");
    int position = 0;
    for (const auto& table : each.List("tables")) {
        table.OnlyKeys({"slug", "title", "notes", "file", "feed", "columns"});
        const bool fed = table.Has("feed");
        Shipped::Table read{.resource = {.slug = table.Text("slug"),
                                         .title = table.Text("title"),
                                         .notes = table.Text("notes", ""),
                                         .format = "CSV",
                                         .position = ++position},
                            .name = fed ? table.Text("slug") + ".csv" : table.Text("file"),
                            .text = fed ? "" : std::string(Embedded("data/open_data/tables/" + table.Text("file"))),
                            .feed = fed ? table.Text("feed") : "",
                            .columns = {}};
        for (const auto& [name, column] : table.Child("columns").Entries()) read.columns.push_back(ColumnOf(name, column));
        described.tables.push_back(std::move(read));
    }
    return described;
}

std::string Filled(const std::string& pattern, const std::string& value) {
    return ReplaceAll(pattern, "{}", value);
}

// The rows of a file that share a value, as CSV.
struct Part {
    std::string value, group, rows;
    std::int64_t count = 0;
};

std::vector<Part> PartsOf(const Definition& split, const std::string& file) {
    std::vector<Part> parts;
    const auto rows = ParseCsv(Embedded("data/open_data/tables/" + file));
    const auto place = [&](const std::string& name) {
        const auto found = std::ranges::find(rows.at(0).cells, name);
        if (found == rows[0].cells.end()) split.Fail("the file has no column " + name);
        return static_cast<std::size_t>(found - rows[0].cells.begin());
    };
    const auto by = place(split.Text("column")), group = place(split.Text("group"));
    if (by == rows[0].cells.size() || group == rows[0].cells.size()) return parts;
    std::map<std::string, std::size_t> known;
    const auto line = [](const std::vector<std::string>& cells) {
        std::string text;
        for (const auto& cell : cells) {
            if (!text.empty() || &cell != cells.data()) text += ',';
            text += CsvCell(cell);
        }
        return text + "\r\n";
    };
    for (std::size_t row = 1; row < rows.size(); ++row) {
        const auto& cells = rows[row].cells;
        if (cells.size() != rows[0].cells.size() || cells[by].empty()) continue;
        const auto [at, fresh] = known.emplace(cells[by], parts.size());
        if (fresh) parts.push_back({cells[by], cells[group], line(rows[0].cells), 0});
        parts[at->second].rows += line(cells);
        ++parts[at->second].count;
    }
    std::ranges::stable_sort(parts, std::ranges::greater{}, &Part::count);
    return parts;
}

// One table of the shipped ones as many datasets: one for each value of a column, the largest first.
void ReadSplit(const Definition& split, std::vector<Shipped>& all) {
    split.OnlyKeys({"file", "column", "group", "most", "slug", "title", "notes", "tags", "licence", "frequency", "from", "until",
                    "area", "source", "contact", "series", "columns", "groups", "otherwise"});
    const auto groups = split.Child("groups");
    std::int64_t made = 0;
    std::set<std::string> slugs;
    for (auto& part : PartsOf(split, split.Text("file"))) {
        if (made == split.Number("most", 0)) break;
        const auto slug = Filled(split.Text("slug"), SlugOf(part.value));
        if (!slugs.insert(slug).second) continue;  // two spellings of one value
        const auto home = groups.Has(part.group) ? groups.Child(part.group) : split.Child("otherwise");
        Shipped shipped;
        shipped.unit_key = home.Text("unit");
        shipped.dataset = {.slug = slug,
                           .title = Filled(split.Text("title"), part.value),
                           .notes = Filled(split.Text("notes"), part.value),
                           .domain = home.Text("domain"),
                           .tags = split.Texts("tags"),
                           .licence = split.Text("licence"),
                           .frequency = ParseFrequency(split.Text("frequency")).value_or(Frequency::irregular),
                           .covers_from = DayOf(split, "from"),
                           .covers_until = DayOf(split, "until"),
                           .area = split.Text("area"),
                           .source = split.Text("source"),
                           .contact_name = split.Text("contact"),
                           .series = split.Text("series", "")};
        shipped.dataset.tags.push_back(Lower(part.value));
        Shipped::Table table{.resource = {.slug = "danh_muc", .title = shipped.dataset.title, .format = "CSV", .position = 1},
                             .name = slug + ".csv",
                             .text = std::move(part.rows),
                             .feed = "",
                             .columns = {}};
        for (const auto& [name, column] : split.Child("columns").Entries()) table.columns.push_back(ColumnOf(name, column));
        shipped.tables.push_back(std::move(table));
        all.push_back(std::move(shipped));
        ++made;
    }
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

using Also = decltype(NewVersion::also);

Result<Version> LoadTable(const Platform& platform, const Shipped::Table& table, const std::string& note, Also also = {}) {
    const TemporaryFile file(platform.files.incoming() + "/catalogue-" + Hex(RandomBytes(8)));
    const auto& path = file.path();
    std::ofstream(path, std::ios::binary) << table.text;
    const auto profile = ProfileFile(path, DetectLayout(path));
    return profile ? PublishVersion(platform, {.resource = table.resource.id,
                                               .path = path,
                                               .name = table.name,
                                               .layout = profile->layout,
                                               .schema = SchemaOf(*profile, table.columns),
                                               .note = note,
                                               .also = std::move(also)})
                   : Result<Version>(std::unexpected(profile.error()));
}

// A public table as CSV; empty while it has no rows.
std::string CsvOf(const figures::PublicTable& table, const Platform& platform) {
    const auto rows = table.rows(platform);
    if (rows.empty()) return "";
    std::string text;
    const auto write = [&](const std::vector<std::string>& cells) {
        for (std::size_t place = 0; place < cells.size(); ++place) text += (place == 0 ? "" : ",") + CsvCell(cells[place]);
        text += "\r\n";
    };
    write(table.columns);
    std::ranges::for_each(rows, write);
    return text;
}

void Open(Dataset& dataset, Instant now) {
    dataset.state = DatasetState::published;
    dataset.published = now;
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
    if (dataset->state != DatasetState::draft) return std::nullopt;
    Open(*dataset, version.published);
    store.Update(*dataset);
    return std::nullopt;
}

Result<std::vector<Shipped>> ReadShipped() {
    DefinitionErrors errors;
    std::vector<Shipped> all;
    const auto definition = Definition::Parse("catalogue.yaml", Embedded("data/open_data/catalogue.yaml"), errors);
    for (const auto& each : definition.List("datasets")) all.push_back(Read(each));
    for (const auto& split : definition.List("splits")) ReadSplit(split, all);
    if (!errors.empty()) return std::unexpected(Refusal{"DEFINITION_BROKEN", Say("{1}", errors.Text()), ""});
    return all;
}

}  // namespace

Result<LoadedCatalogue> LoadShippedCatalogue(const Platform& platform) {
    auto shipped = ReadShipped();
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
        if (std::ranges::any_of(described.tables, [](const auto& table) { return table.feed.empty(); })) Open(dataset, now);
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
            const auto version = LoadTable(platform, table, "Phiên bản đầu tiên");
            if (!version) return std::unexpected(version.error());
            ++loaded.versions;
            loaded.rows += version->rows;
        }
    }
    return loaded;
}

int RefreshFeeds(const Platform& platform) {
    const auto shipped = ReadShipped();
    if (!shipped) return 0;  // refused when the catalogue was loaded
    int published = 0;
    for (const auto& described : *shipped)
        for (auto table : described.tables) {
            const auto* source = table.feed.empty() ? nullptr : platform.figures.Find(table.feed);
            auto fed = source == nullptr ? std::nullopt : FindFed(platform, described.dataset.slug, table.resource.slug);
            if (!fed) continue;
            table.text = CsvOf(*source, platform);
            if (table.text.empty() || Hex(BytesOf(Digest(table.text))) == fed->second) continue;
            table.resource = std::move(fed->first);
            const auto version = LoadTable(platform, table, "Hệ thống tự cập nhật", OpenWithFirst);
            if (version)
                ++published;
            else
                Log(Severity::error, "OPEN_DATA_FEED_REFUSED", {{"feed", table.feed}, {"why", version.error().sentence.Now()}});
        }
    return published;
}

}  // namespace dongson::open_data
