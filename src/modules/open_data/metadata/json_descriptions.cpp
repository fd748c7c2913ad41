#include "modules/open_data/metadata/json_descriptions.h"

#include <boost/json.hpp>

#include "core/text.h"
#include "modules/open_data/domain/addresses.h"
#include "modules/open_data/domain/delivery.h"
#include "modules/open_data/domain/vocabulary.h"
#include "modules/open_data/metadata/authority.h"

namespace dongson::open_data {

namespace json = boost::json;

namespace {

std::string LicenceUrl(const Teller& teller, const Dataset& dataset) {
    const auto* licence = Vocabulary::Shipped().FindLicence(dataset.licence);
    return licence != nullptr && !licence->url.empty() ? licence->url : teller.base_url + "/du-lieu/giay-phep#" + dataset.licence;
}

// "2019-04-01/2019-04-01", or open at an end as ISO 8601-2 writes it.
std::string PeriodOf(const Dataset& dataset) {
    if (!dataset.covers_from && !dataset.covers_until) return {};
    return (dataset.covers_from ? dataset.covers_from->Iso() : "..") + "/" +
           (dataset.covers_until ? dataset.covers_until->Iso() : "..");
}

// schema.org asks for fifty characters at least.
std::string LongEnough(const Dataset& dataset) {
    auto text = dataset.notes;
    if (Length(text) < 50) text += (text.empty() ? "" : " ") + dataset.title + ". " + dataset.source;
    return text;
}

std::string Address(const Teller& teller, const Described& described, const DescribedTable& table, std::string_view delivery) {
    return teller.base_url + DownloadPath(described.dataset, table.resource, table.version.number, delivery);
}

std::string_view FrictionlessType(ColumnType type) {
    static constexpr std::string_view kTypes[] = {"string", "integer", "number", "boolean", "date", "datetime"};
    return kTypes[static_cast<std::size_t>(type)];
}

std::string_view XsdType(ColumnType type) {
    static constexpr std::string_view kTypes[] = {"string", "integer", "double", "boolean", "date", "dateTime"};
    return kTypes[static_cast<std::size_t>(type)];
}

// A column whose values do not all fit is read as text, or readers would fail at the first that does not.
ColumnType Promised(const DescribedTable& table, const Column& column) {
    return table.version.misfits == 0 ? column.type : ColumnType::text;
}

json::object FrictionlessSchema(const DescribedTable& table) {
    json::array fields, keys;
    for (const auto& column : table.resource.schema) {
        json::object field{{"name", column.name}, {"type", FrictionlessType(Promised(table, column))}};
        if (!column.title.empty()) field["title"] = column.title;
        if (!column.meaning.empty()) field["description"] = column.meaning;
        if (!column.unit.empty()) field["unit"] = column.unit;
        fields.push_back(std::move(field));
        if (column.key) keys.push_back(json::value(column.name));
    }
    json::object schema{{"fields", std::move(fields)}, {"missingValues", json::array{""}}};
    if (!keys.empty()) schema["primaryKey"] = std::move(keys);
    return schema;
}

}  // namespace

std::string FileNameOf(const DescribedTable& table) {
    return table.resource.slug + ".csv";
}

std::string SchemaOrgOf(const Teller& teller, const Described& described) {
    const auto& dataset = described.dataset;
    json::array distribution, keywords;
    for (const auto& tag : dataset.tags) keywords.push_back(json::value(tag));
    for (const auto& table : described.tables)
        for (const auto& delivery : Deliveries())
            if (!delivery.media.empty() && delivery.kind != Delivered::csv_for_sheets &&
                (delivery.kind != Delivered::geojson || table.places))
                distribution.push_back(json::object{{"@type", "DataDownload"},
                                                    {"name", table.resource.title},
                                                    {"encodingFormat", delivery.media},
                                                    {"contentUrl", Address(teller, described, table, delivery.slug)}});
    json::object told{{"@context", "https://schema.org/"},
                      {"@type", "Dataset"},
                      {"@id", teller.base_url + DatasetPath(dataset)},
                      {"url", teller.base_url + DatasetPath(dataset)},
                      {"name", dataset.title},
                      {"description", LongEnough(dataset)},
                      {"keywords", std::move(keywords)},
                      {"inLanguage", "vi"},
                      {"license", LicenceUrl(teller, dataset)},
                      {"isAccessibleForFree", true},
                      {"creator", json::object{{"@type", "GovernmentOrganization"},
                                               {"name", described.unit},
                                               {"url", teller.base_url + AgencyPath(described.unit_key)}}},
                      {"datePublished", dataset.published.value_or(dataset.created).Rfc3339()},
                      {"dateModified", dataset.changed.Rfc3339()},
                      {"includedInDataCatalog",
                       json::object{{"@type", "DataCatalog"}, {"name", teller.name}, {"url", teller.base_url + "/du-lieu"}}},
                      {"distribution", std::move(distribution)}};
    if (const auto period = PeriodOf(dataset); !period.empty()) told["temporalCoverage"] = period;
    if (const auto* place = Authority::Shipped().FindPlace(dataset.area)) {
        const auto [west, south, east, north] = place->box;
        json::object shape{{"@type", "GeoShape"},
                           {"box", json::serialize(json::value(south)) + " " + json::serialize(json::value(west)) + " " +
                                       json::serialize(json::value(north)) + " " + json::serialize(json::value(east))}};
        told["spatialCoverage"] = json::object{{"@type", "Place"}, {"name", place->name}, {"geo", std::move(shape)}};
    }
    return json::serialize(told);
}

std::string DataPackageOf(const Teller& teller, const Described& described, Paths paths) {
    const auto& dataset = described.dataset;
    json::array resources, keywords;
    for (const auto& tag : dataset.tags) keywords.push_back(json::value(tag));
    for (const auto& table : described.tables)
        resources.push_back(
            json::object{{"name", Lower(table.resource.slug)},
                         {"title", table.resource.title},
                         {"description", table.resource.notes},
                         {"path", paths == Paths::within ? FileNameOf(table) : Address(teller, described, table, "csv")},
                         {"profile", "tabular-data-resource"},
                         {"format", "csv"},
                         {"mediatype", "text/csv"},
                         {"encoding", "utf-8"},
                         {"version", std::to_string(table.version.number)},
                         {"schema", FrictionlessSchema(table)}});
    const auto* licence = Vocabulary::Shipped().FindLicence(dataset.licence);
    json::object told{{"profile", "tabular-data-package"},
                      {"name", dataset.slug},
                      {"id", teller.base_url + DatasetPath(dataset)},
                      {"title", dataset.title},
                      {"description", dataset.notes},
                      {"homepage", teller.base_url + DatasetPath(dataset)},
                      {"created", dataset.published.value_or(dataset.created).Rfc3339()},
                      {"keywords", std::move(keywords)},
                      {"licenses", json::array{json::object{{"name", Lower(dataset.licence)},
                                                            {"title", licence == nullptr ? dataset.licence : licence->name},
                                                            {"path", LicenceUrl(teller, dataset)}}}},
                      {"contributors", json::array{json::object{{"title", described.unit}, {"role", "publisher"}}}},
                      {"resources", std::move(resources)}};
    if (!dataset.source.empty()) told["sources"] = json::array{json::object{{"title", dataset.source}}};
    return json::serialize(told);
}

std::string CsvwOf(const Teller& teller, const Described& described, const DescribedTable& table) {
    const auto& dataset = described.dataset;
    json::array columns, keys;
    for (const auto& column : table.resource.schema) {
        json::object told{{"name", column.name}, {"titles", column.name}, {"datatype", XsdType(Promised(table, column))}};
        if (!column.meaning.empty() || !column.title.empty())
            told["dc:description"] = column.meaning.empty() ? column.title : column.title + ". " + column.meaning;
        columns.push_back(std::move(told));
        if (column.key) keys.push_back(json::value(column.name));
    }
    json::object schema{{"columns", std::move(columns)}};
    if (!keys.empty()) schema["primaryKey"] = std::move(keys);
    return json::serialize(json::object{
        {"@context", json::array{"http://www.w3.org/ns/csvw", json::object{{"@language", "vi"}}}},
        {"url", Address(teller, described, table, "csv")},
        {"dc:title", table.resource.title},
        {"dc:description", dataset.notes},
        {"dc:publisher", described.unit},
        {"dc:license", json::object{{"@id", LicenceUrl(teller, dataset)}}},
        {"dc:modified", json::object{{"@value", table.version.published.LocalDate().Iso()}, {"@type", "xsd:date"}}},
        {"dialect",
         json::object{
             {"encoding", "utf-8"}, {"delimiter", ","}, {"header", true}, {"lineTerminators", json::array{"\r\n", "\n"}}}},
        {"tableSchema", std::move(schema)}});
}

}  // namespace dongson::open_data
