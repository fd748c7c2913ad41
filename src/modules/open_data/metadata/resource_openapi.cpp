#include <boost/json.hpp>

#include "modules/open_data/metadata/json_descriptions.h"

namespace dongson::open_data {

namespace json = boost::json;

namespace {

json::object SchemaOf(ColumnType type) {
    switch (type) {
        case ColumnType::integer:
            return {{"type", "integer"}};
        case ColumnType::number:
            return {{"type", "number"}};
        case ColumnType::boolean:
            return {{"type", "boolean"}};
        case ColumnType::date:
            return {{"type", "string"}, {"format", "date"}};
        default:
            return {{"type", "string"}};
    }
}

json::object Parameter(std::string_view name, std::string_view about, json::object schema) {
    return {{"name", name}, {"in", "query"}, {"required", false}, {"description", about}, {"schema", std::move(schema)}};
}

std::string AboutColumn(const Column& column) {
    auto about = column.title.empty() ? column.name : column.title;
    if (!column.meaning.empty()) about += ". " + column.meaning;
    if (!column.unit.empty()) about += " (" + column.unit + ")";
    return about;
}

// A column for equality, several times for any of the values, and once more with each comparison that suits its type.
json::array Filters(const Schema& schema) {
    json::array parameters;
    parameters.push_back(Parameter("q", "Words that must be in the row; the last may be begun only", {{"type", "string"}}));
    for (const auto& column : schema) {
        parameters.push_back(Parameter(column.name, AboutColumn(column), SchemaOf(column.type)));
        if (column.type != ColumnType::text && column.type != ColumnType::boolean)
            for (const auto* word : {"gte", "lte"})
                parameters.push_back(Parameter(column.name + "." + word, word == std::string_view("gte") ? "At least" : "At most",
                                               SchemaOf(column.type)));
        else if (column.type == ColumnType::text)
            parameters.push_back(Parameter(column.name + ".like", "Contains, whatever the accents", {{"type", "string"}}));
    }
    return parameters;
}

json::object Answer(std::string_view about, json::object properties) {
    json::object content{
        {"application/json", json::object{{"schema", json::object{{"type", "object"}, {"properties", std::move(properties)}}}}}};
    json::object responses{{"200", json::object{{"description", about}, {"content", std::move(content)}}},
                           {"4XX", json::object{{"description", "A refusal, as RFC 9457 problem details"}}}};
    return responses;
}

json::object Operation(std::string_view id, std::string_view summary, json::array parameters, json::object responses) {
    return {{"get", json::object{{"operationId", id},
                                 {"summary", summary},
                                 {"parameters", std::move(parameters)},
                                 {"responses", std::move(responses)}}}};
}

}  // namespace

std::string OpenApiOf(const Teller& teller, const Described& described, const DescribedTable& table) {
    json::object row;
    for (const auto& column : table.resource.schema) {
        // A value that does not fit its column is given as text, an empty cell as null.
        json::array types{SchemaOf(column.type).at("type"), "null"};
        if (column.type != ColumnType::text && table.version.misfits > 0) types.push_back("string");
        row[column.name] = json::object{{"type", std::move(types)}, {"description", AboutColumn(column)}};
    }
    auto rows = Filters(table.resource.schema), groups = Filters(table.resource.schema);
    rows.push_back(Parameter("sort", "Columns between commas, a minus in front for descending", {{"type", "string"}}));
    rows.push_back(Parameter("limit", "Rows of a page", {{"type", "integer"}, {"maximum", 10'000}, {"default", 100}}));
    rows.push_back(Parameter("after", "The `next` of the page before", {{"type", "integer"}}));
    rows.push_back(Parameter("columns", "Columns between commas", {{"type", "string"}}));
    groups.push_back(Parameter("group", "Columns between commas", {{"type", "string"}}));
    groups.push_back(
        Parameter("measure", "count, or sum, avg, min, max, distinct with a column: sum:name", {{"type", "string"}}));
    json::object row_array{{"type", "array"}, {"items", json::object{{"type", "object"}, {"properties", std::move(row)}}}};
    json::object paths;
    paths["/rows"] = Operation("rows", "Rows of the newest version", std::move(rows),
                               Answer("The rows, how many there are in all, and what to go on after",
                                      {{"version", json::object{{"type", "integer"}}},
                                       {"total", json::object{{"type", "integer"}}},
                                       {"rows", std::move(row_array)},
                                       {"next", json::object{{"type", json::array{"integer", "null"}}}}}));
    paths["/groups"] =
        Operation("groups", "Rows counted and summed by what they have in common", std::move(groups),
                  Answer("The groups, and how many there are in all",
                         {{"count", json::object{{"type", "integer"}}},
                          {"groups", json::object{{"type", "array"}, {"items", json::object{{"type", "object"}}}}}}));
    const auto server = teller.base_url + "/api/v1/datasets/" + described.dataset.slug + "/" + table.resource.slug;
    return json::serialize(json::object{{"openapi", "3.1.0"},
                                        {"info", json::object{{"title", table.resource.title},
                                                              {"version", std::to_string(table.version.number)},
                                                              {"description", described.dataset.notes},
                                                              {"license", json::object{{"name", described.dataset.licence}}}}},
                                        {"servers", json::array{json::object{{"url", server}}}},
                                        {"paths", std::move(paths)}});
}

}  // namespace dongson::open_data
