#include "modules/open_data/actions/shipped_catalogue.h"

#include <algorithm>
#include <fstream>
#include <map>
#include <set>

#include "core/bytes.h"
#include "core/csv.h"
#include "core/embedded.h"
#include "core/temporary_file.h"
#include "core/text.h"
#include "core/yaml.h"
#include "modules/open_data/domain/description.h"
#include "modules/open_data/domain/vocabulary.h"
#include "modules/open_data/intake/profile.h"
#include "platform/files/files.h"

namespace dongson::open_data {

namespace {

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

// What a dataset says of itself in the catalogue's own words; its names, its text and its domain are the caller's.
Dataset DescribedBy(const Definition& each) {
    const auto frequency = ParseFrequency(each.Text("frequency"));
    if (!frequency) each.Fail("unknown frequency");
    const auto licence = each.Text("licence");
    if (Vocabulary::Shipped().FindLicence(licence) == nullptr) each.Fail("unknown licence");
    return {.tags = each.Texts("tags"),
            .licence = licence,
            .frequency = frequency.value_or(Frequency::irregular),
            .covers_from = DayOf(each, "from"),
            .covers_until = DayOf(each, "until"),
            .area = each.Text("area", "tinh-38"),
            .source = each.Text("source"),
            .contact_name = each.Text("contact", ""),
            .contact_email = each.Text("email", ""),
            .sample = each.Flag("sample", false),
            .series = each.Text("series", "")};
}

std::string DomainIn(const Definition& each) {
    auto domain = each.Text("domain");
    if (Vocabulary::Shipped().FindDomain(domain) == nullptr) each.Fail("unknown domain");
    return domain;
}

ShippedDataset Read(const Definition& each) {
    each.OnlyKeys({"slug", "title", "notes", "unit", "domain", "tags", "licence", "frequency", "from", "until", "area", "source",
                   "contact", "email", "sample", "series", "tables"});
    ShippedDataset described;
    described.unit_key = each.Text("unit");
    auto& dataset = described.dataset = DescribedBy(each);
    dataset.slug = each.Text("slug");
    dataset.title = each.Text("title");
    dataset.notes = each.Text("notes");
    dataset.domain = DomainIn(each);
    int position = 0;
    for (const auto& table : each.List("tables")) {
        table.OnlyKeys({"slug", "title", "notes", "file", "feed", "columns"});
        const bool fed = table.Has("feed");
        ShippedTable read{.resource = {.slug = table.Text("slug"),
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

std::vector<Part> PartsOf(const Definition& split) {
    std::vector<Part> parts;
    const auto rows = ParseCsv(Embedded("data/open_data/tables/" + split.Text("file")));
    const auto place = [&](const std::string& name) {
        const auto found = std::ranges::find(rows.at(0).cells, name);
        if (found == rows[0].cells.end()) split.Fail("the file has no column " + name);
        return static_cast<std::size_t>(found - rows[0].cells.begin());
    };
    const auto by = place(split.Text("column")), group = place(split.Text("group"));
    if (by == rows[0].cells.size() || group == rows[0].cells.size()) return parts;
    std::map<std::string, std::size_t> known;
    for (std::size_t row = 1; row < rows.size(); ++row) {
        const auto& cells = rows[row].cells;
        if (cells.size() != rows[0].cells.size() || cells[by].empty()) continue;
        const auto [at, fresh] = known.emplace(cells[by], parts.size());
        if (fresh) parts.push_back({cells[by], cells[group], CsvLine(rows[0].cells), 0});
        parts[at->second].rows += CsvLine(cells);
        ++parts[at->second].count;
    }
    std::ranges::stable_sort(parts, std::ranges::greater{}, &Part::count);
    return parts;
}

// One table of the shipped ones as many datasets: one for each value of a column, the largest first.
void ReadSplit(const Definition& split, std::vector<ShippedDataset>& all) {
    split.OnlyKeys({"file", "column", "group", "most", "slug", "title", "notes", "tags", "licence", "frequency", "from", "until",
                    "area", "source", "contact", "series", "columns", "groups", "otherwise"});
    const auto groups = split.Child("groups");
    std::int64_t made = 0;
    std::set<std::string> slugs;
    for (auto& part : PartsOf(split)) {
        if (made == split.Number("most", 0)) break;
        const auto slug = Filled(split.Text("slug"), SlugOf(part.value));
        if (!slugs.insert(slug).second) continue;  // two spellings of one value
        const auto home = groups.Has(part.group) ? groups.Child(part.group) : split.Child("otherwise");
        ShippedDataset shipped;
        shipped.unit_key = home.Text("unit");
        auto& dataset = shipped.dataset = DescribedBy(split);
        dataset.slug = slug;
        dataset.title = Filled(split.Text("title"), part.value);
        dataset.notes = Filled(split.Text("notes"), part.value);
        dataset.domain = DomainIn(home);
        dataset.tags.push_back(Lower(part.value));
        ShippedTable table{.resource = {.slug = "danh_muc", .title = dataset.title, .format = "CSV", .position = 1},
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

enum class Kept : unsigned char { all, fed };

Result<std::vector<ShippedDataset>> ReadCatalogue(Kept kept) {
    DefinitionErrors errors;
    std::vector<ShippedDataset> all;
    const auto definition = Definition::Parse("catalogue.yaml", Embedded("data/open_data/catalogue.yaml"), errors);
    for (const auto& each : definition.List("datasets")) all.push_back(Read(each));
    if (kept == Kept::all)
        for (const auto& split : definition.List("splits")) ReadSplit(split, all);  // of files, never fed
    if (!errors.empty()) return std::unexpected(Refusal{"DEFINITION_BROKEN", Say("{1}", errors.Text()), ""});
    if (kept == Kept::fed)
        std::erase_if(
            all, [](const auto& each) { return std::ranges::all_of(each.tables, &std::string::empty, &ShippedTable::feed); });
    return all;
}

}  // namespace

Result<std::vector<ShippedDataset>> ReadShippedCatalogue() {
    return ReadCatalogue(Kept::all);
}

Result<std::vector<ShippedDataset>> ReadFedDatasets() {
    return ReadCatalogue(Kept::fed);
}

bool IsFed(const std::string& dataset, const std::string& table) {
    static const auto fed = [] {
        std::set<std::pair<std::string, std::string>> slugs;
        if (const auto datasets = ReadFedDatasets())
            for (const auto& each : *datasets)
                for (const auto& own : each.tables)
                    if (!own.feed.empty()) slugs.emplace(each.dataset.slug, own.resource.slug);
        return slugs;
    }();
    return fed.contains({dataset, table});
}

Result<Version> PublishShipped(const Platform& platform, const ShippedTable& table, const std::string& note,
                               decltype(NewVersion::also) also) {
    const TemporaryFile file(platform.files.incoming() + "/catalogue-" + Hex(RandomBytes(8)));
    const auto& path = file.path();
    std::ofstream written(path, std::ios::binary);
    written << table.text;
    written.close();
    if (!written) throw std::runtime_error("cannot write " + path);
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

}  // namespace dongson::open_data
