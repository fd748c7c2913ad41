#include <algorithm>
#include <numeric>
#include <set>

#include "core/csv.h"
#include "core/log.h"
#include "core/text.h"
#include "modules/open_data/actions/kept_tables.h"
#include "modules/open_data/domain/uuid.h"
#include "modules/open_data/http/ckan.h"
#include "modules/open_data/sql/sandbox.h"
#include "modules/open_data/storage/catalogue_store.h"
#include "modules/open_data/table/rows_out.h"

namespace dongson::open_data::ckan {

namespace {

constexpr std::int64_t kMostRows = 32'000;

// The names of PostgreSQL's types, which clients expect.
std::string_view TypeOf(ColumnType type) {
    static constexpr std::string_view kTypes[] = {"text", "int8", "float8", "bool", "date", "timestamp"};
    return kTypes[static_cast<std::size_t>(type)];
}

// The newest version of a resource that everybody may read.
std::optional<Version> NewestPublic(const Call& call, ResourceId id) {
    return call.request.platform.storage.Read([&](storage::Transaction& tx) -> std::optional<Version> {
        CatalogueStore catalogue(tx);
        const auto resource = catalogue.Get(id);
        const auto dataset = resource ? catalogue.Get(resource->dataset) : std::nullopt;
        if (!dataset || dataset->state != DatasetState::published) return std::nullopt;
        return catalogue.GetVersion(resource->id, resource->newest);
    });
}

Result<std::shared_ptr<const Table>> TableOf(const Call& call, std::string_view parameter) {
    const auto text = call.parameters.Text(parameter);
    if (text.empty()) return Missing(parameter);
    const auto id = IdOfUuid(text);
    const auto version = id ? NewestPublic(call, {*id}) : std::nullopt;
    if (!version) return NotFound();
    return call.portal.TableOf(version->id);
}

std::unexpected<Refusal> NoField(std::string parameter, std::string_view name) {
    return std::unexpected(Refusal{"CKAN_NO_FIELD", Say("Bảng không có cột “{1}”.", std::string(name)), std::move(parameter),
                                   RefusalKind::conflict});
}

std::string TextOf(const json::value& value) {
    if (value.is_string()) return std::string(value.as_string());
    return value.is_null() ? std::string() : json::serialize(value);
}

// {"column": value | [values] | {"gte": value, …}} of one object.
std::optional<Refusal> ReadFilters(const json::object& filters, const Schema& schema, std::vector<Condition>& conditions) {
    for (const auto& [name, wanted] : filters) {
        if (name == "$or") continue;
        const auto column = FindColumn(schema, name);
        if (!column) return NoField("filters", name).error();
        if (wanted.is_object()) {
            for (const auto& [word, value] : wanted.as_object()) {
                const auto compare = ParseCompare(word);
                if (!compare || *compare == Compare::contains) return NoField("filters", word).error();
                conditions.push_back({*column, *compare, {TextOf(value)}});
            }
            continue;
        }
        Condition condition{*column, Compare::equal, {}};
        if (wanted.is_array())
            for (const auto& value : wanted.as_array()) condition.values.push_back(TextOf(value));
        else
            condition.values.push_back(TextOf(wanted));
        conditions.push_back(std::move(condition));
    }
    return std::nullopt;
}

}  // namespace

std::optional<Refusal> ReadChoice(const Call& call, const Schema& schema, Choice& choice) {
    const auto filters = call.parameters.Object("filters");
    if (!filters) return Refusal{"CKAN_FILTERS", Say("filters phải là một đối tượng JSON."), "filters", RefusalKind::conflict};
    if (auto refusal = ReadFilters(*filters, schema, choice.conditions)) return refusal;
    if (const auto* either = filters->if_contains("$or"); either != nullptr && either->is_array()) {
        auto& group = choice.either.emplace_back();
        for (const auto& each : either->as_array())
            if (each.is_object())
                if (auto refusal = ReadFilters(each.as_object(), schema, group)) return refusal;
    }
    const auto* asked = call.parameters.Find("q");
    const auto by_column = asked == nullptr ? std::optional<json::object>() : call.parameters.Object("q");
    if (asked != nullptr && by_column && !by_column->empty()) {
        for (const auto& [name, words] : *by_column) {
            const auto column = FindColumn(schema, name);
            if (!column) return NoField("q", name).error();
            choice.words_in.emplace_back(*column, TextOf(words));
        }
    } else {
        choice.words = call.parameters.Has("q") ? call.parameters.Text("q") : call.parameters.Text("full_text");
    }
    return std::nullopt;
}

namespace {

// "a desc, b asc nulls last"
std::optional<Refusal> ReadSort(const Call& call, const Schema& schema, PageAsked& asked) {
    for (const auto& part : call.parameters.Texts("sort")) {
        auto text = Trim(std::string_view(part));
        const bool descending = Lower(text).find(" desc") != std::string::npos;
        auto name = text.substr(0, text.find(' '));
        if (name.size() > 2 && name.front() == '"' && name.back() == '"') name = name.substr(1, name.size() - 2);
        if (name == "_id") continue;
        const auto column = FindColumn(schema, name);
        if (!column) return NoField("sort", name).error();
        asked.order.push_back({*column, descending});
    }
    return std::nullopt;
}

json::object FieldOf(const Column& column) {
    json::object field{{"id", column.name}, {"type", TypeOf(column.type)}};
    if (!column.title.empty() || !column.meaning.empty())
        field["info"] =
            json::object{{"label", column.title}, {"notes", column.meaning}, {"unit", column.unit}, {"type_override", ""}};
    return field;
}

struct Wanted {
    std::vector<std::size_t> columns;
    bool numbered = true;  // with _id
};

Result<Wanted> ReadFields(const Call& call, const Schema& schema) {
    Wanted wanted;
    const auto names = call.parameters.Texts("fields");
    if (names.empty()) {
        wanted.columns.resize(schema.size());
        std::iota(wanted.columns.begin(), wanted.columns.end(), 0);
        return wanted;
    }
    wanted.numbered = false;
    for (const auto& name : names) {
        if (name == "_id") {
            wanted.numbered = true;
            continue;
        }
        const auto column = FindColumn(schema, name);
        if (!column) return NoField("fields", name);
        wanted.columns.push_back(*column);
    }
    return wanted;
}

void AppendRecord(const Table& table, RowPlace place, const Wanted& wanted, bool lists, std::string& out) {
    const auto& segment = table.segments()[place.segment];
    out += lists ? '[' : '{';
    const auto next = [&](std::string_view name) {
        if (out.back() != '[' && out.back() != '{') out += ',';
        if (lists) return;
        AppendJsonText(name, out);
        out += ':';
    };
    if (wanted.numbered) {
        next("_id");
        out += std::to_string(RowAt(table, place) + 1);
    }
    for (const auto column : wanted.columns) {
        next(table.schema()[column].name);
        const auto part = segment.column(column);
        AppendJsonCell(part, part.row_codes()[place.row], out);
    }
    out += lists ? ']' : '}';
}

// Records as one text, which is what "csv" and "tsv" mean to CKAN.
std::string SearchAsText(const Call& call, const Table& table, const Selection& selection, const PageAsked& asked,
                         const Wanted& wanted, const std::string& format) {
    const char between = format == "csv" ? ',' : '\t';
    std::string text, cell;
    for (const auto place : ReadPage(selection, asked)) {
        const auto& segment = table.segments()[place.segment];
        if (wanted.numbered) text += std::to_string(RowAt(table, place) + 1);
        bool first = !wanted.numbered;
        for (const auto column : wanted.columns) {
            const auto part = segment.column(column);
            cell.clear();
            part.Append(part.row_codes()[place.row], cell);
            if (!first) text += between;
            first = false;
            text += format == "csv" ? CsvCell(cell) : ReplaceAll(ReplaceAll(cell, "\t", " "), "\n", " ");
        }
        text += '\n';
    }
    json::array fields;
    if (wanted.numbered) fields.push_back(json::object{{"id", "_id"}, {"type", "int"}});
    for (const auto column : wanted.columns) fields.push_back(FieldOf(table.schema()[column]));
    return json::serialize(json::object{{"resource_id", call.parameters.Text("resource_id")},
                                        {"fields", std::move(fields)},
                                        {"records", std::move(text)},
                                        {"records_format", format},
                                        {"limit", asked.limit},
                                        {"offset", asked.offset},
                                        {"total", selection.Count()},
                                        {"total_was_estimated", false}});
}

}  // namespace

Answered DatastoreSearch(const Call& call) {
    if (call.parameters.Text("resource_id") == "_table_metadata")
        return R"({"resource_id":"_table_metadata","fields":[{"id":"_id","type":"text"},{"id":"name","type":"text"}],"records":[],"total":0})";
    const auto table = TableOf(call, call.parameters.Has("resource_id") ? "resource_id" : "id");
    if (!table) return std::unexpected(table.error());
    const auto& schema = (*table)->schema();
    Choice choice;
    PageAsked asked;
    if (auto refusal = ReadChoice(call, schema, choice)) return std::unexpected(std::move(*refusal));
    if (auto refusal = ReadSort(call, schema, asked)) return std::unexpected(std::move(*refusal));
    auto wanted = ReadFields(call, schema);
    if (!wanted) return std::unexpected(wanted.error());
    asked.limit = std::clamp<std::int64_t>(call.parameters.Number("limit", 100), 0, kMostRows);
    asked.offset = std::max<std::int64_t>(0, call.parameters.Number("offset", 0));
    const bool distinct = call.parameters.Flag("distinct", false);
    if (distinct) wanted->numbered = false;
    const auto selection = Selection::Of(*table, std::move(choice));
    if (!selection) {
        auto refusal = selection.error();
        refusal.kind = RefusalKind::conflict;
        refusal.field = "filters";
        return std::unexpected(std::move(refusal));
    }
    const auto format = call.parameters.Has("records_format") ? call.parameters.Text("records_format") : std::string("objects");
    if (format == "csv" || format == "tsv") return SearchAsText(call, **table, *selection, asked, *wanted, format);
    const bool lists = format == "lists";
    std::string records = "[";
    std::set<std::string> seen;
    auto page = asked;
    if (distinct) page.limit = kMostRows;
    for (const auto place : ReadPage(*selection, page)) {
        std::string record;
        AppendRecord(**table, place, *wanted, lists, record);
        if (distinct && (!seen.insert(record).second || static_cast<std::int64_t>(seen.size()) > asked.limit)) continue;
        if (records.size() > 1) records += ',';
        records += record;
    }
    records += ']';
    json::array fields;
    if (wanted->numbered) fields.push_back(json::object{{"id", "_id"}, {"type", "int"}});
    for (const auto column : wanted->columns) fields.push_back(FieldOf(schema[column]));
    const auto id = call.parameters.Text(call.parameters.Has("resource_id") ? "resource_id" : "id");
    const auto link = [&](std::int64_t offset) {
        return "/api/3/action/datastore_search?resource_id=" + id +
               (asked.limit == 100 ? "" : "&limit=" + std::to_string(asked.limit)) +
               (offset == 0 ? "" : "&offset=" + std::to_string(offset));
    };
    std::string out = R"({"include_total":true,"limit":)" + std::to_string(asked.limit) + R"(,"offset":)" +
                      std::to_string(asked.offset) + R"(,"records_format":)" + JsonQuote(format) + R"(,"resource_id":)" +
                      JsonQuote(id) + R"(,"total_estimation_threshold":null,"fields":)" + json::serialize(fields) +
                      R"(,"records":)" + records + R"(,"_links":{"start":)" + JsonQuote(link(0)) + R"(,"next":)" +
                      JsonQuote(link(asked.offset + asked.limit)) + "}";
    if (call.parameters.Flag("include_total", true))
        out += R"(,"total":)" + std::to_string(selection->Count()) + R"(,"total_was_estimated":false)";
    return out + "}";
}

Answered DatastoreInfo(const Call& call) {
    const auto table = TableOf(call, call.parameters.Has("id") ? "id" : "resource_id");
    if (!table) return std::unexpected(table.error());
    json::array fields;
    json::object schema;
    for (const auto& column : (*table)->schema()) {
        auto field = FieldOf(column);
        field["schema"] = json::object{{"is_index", true},
                                       {"native_type", TypeOf(column.type)},
                                       {"notnull", false},
                                       {"index_name", nullptr},
                                       {"uniquekey", false}};
        fields.push_back(std::move(field));
        schema[column.name] = TypeOf(column.type);
    }
    return json::serialize(
        json::object{{"meta", json::object{{"id", call.parameters.Text(call.parameters.Has("id") ? "id" : "resource_id")},
                                           {"count", (*table)->rows()},
                                           {"size", (*table)->bytes()},
                                           {"idx_size", 0},
                                           {"db_size", 0},
                                           {"aliases", json::array()},
                                           {"table_type", "BASE TABLE"}}},
                     {"schema", std::move(schema)},
                     {"fields", std::move(fields)}});
}

namespace {

bool IsHex(char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || c == '-';
}

// The tables a statement names: resources by their UUID, in quotes or not.
Result<std::vector<TableFile>> TablesIn(const Call& call, const std::string& sql) {
    constexpr std::size_t kUuid = 36, kMost = 10;
    std::vector<TableFile> tables;
    for (std::size_t at = 0; at + kUuid <= sql.size() && tables.size() < kMost; ++at) {
        const auto text = std::string_view(sql).substr(at, kUuid);
        if (!std::ranges::all_of(text, IsHex)) continue;
        const auto id = IdOfUuid(text);
        if (!id || std::ranges::find(tables, text, &TableFile::name) != tables.end()) continue;
        const auto version = NewestPublic(call, {*id});
        if (!version) continue;
        // The process that answers takes tables as checked.
        if (auto table = call.portal.TableOf(version->id); !table) return std::unexpected(std::move(table.error()));
        tables.push_back({std::string(text), TablePathOf(call.request.platform, version->id)});
    }
    return tables;
}

}  // namespace

Answered DatastoreSearchSql(const Call& call) {
    const auto sql = call.parameters.Text("sql");
    if (sql.empty()) return Missing("sql");
    const auto tables = TablesIn(call, sql);
    if (!tables) return std::unexpected(tables.error());
    auto answer = AskSandbox(sql, *tables, {});
    if (!answer) return answer;
    // {"fields": …} becomes {"sql": …, "fields": …}
    return R"({"sql":)" + JsonQuote(sql) + "," + answer->substr(1);
}

}  // namespace dongson::open_data::ckan
