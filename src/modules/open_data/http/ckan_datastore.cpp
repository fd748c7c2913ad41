#include <algorithm>
#include <functional>
#include <numeric>
#include <unordered_set>

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
constexpr std::size_t kMostDistinct = 200'000;

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

// A record as one line, which is what "csv" and "tsv" mean to CKAN.
void AppendLine(const Table& table, RowPlace place, const Wanted& wanted, bool csv, std::string& out) {
    const auto& segment = table.segments()[place.segment];
    if (wanted.numbered) out += std::to_string(RowAt(table, place) + 1);
    bool first = !wanted.numbered;
    std::string cell;
    for (const auto column : wanted.columns) {
        const auto part = segment.column(column);
        cell.clear();
        part.Append(part.row_codes()[place.row], cell);
        if (!first) out += csv ? ',' : '\t';
        first = false;
        out += csv ? CsvCell(cell) : ReplaceAll(ReplaceAll(cell, "\t", " "), "\n", " ");
    }
    out += '\n';
}

struct Records {
    std::vector<std::string> page;
    std::int64_t total = 0;
};

// CKAN's SELECT DISTINCT: what is left after equal records are one is counted, and then the page is cut. A record with its _id
// equals no other.
Result<Records> DistinctRecords(const Selection& selection, const PageAsked& asked,
                                const std::function<std::string(RowPlace)>& write) {
    auto all = asked;
    all.offset = 0;
    all.limit = selection.Count();
    Records records;
    std::unordered_set<std::string> seen;
    for (const auto place : ReadPage(selection, all)) {
        auto record = write(place);
        if (!seen.insert(record).second) continue;
        if (seen.size() > kMostDistinct)
            return std::unexpected(
                Refusal{"CKAN_TOO_MANY_DISTINCT",
                        Say("Có quá nhiều dòng khác nhau để gộp. Hãy chọn ít cột hơn trong fields, hoặc lọc bớt."), "distinct",
                        RefusalKind::conflict});
        const auto place_among = records.total++;
        if (place_among >= asked.offset && place_among < asked.offset + asked.limit) records.page.push_back(std::move(record));
    }
    return records;
}

Result<Records> RecordsOf(const Call& call, const Selection& selection, const PageAsked& asked, const Wanted& wanted,
                          const std::string& format) {
    const auto write = [&](RowPlace place) {
        std::string record;
        if (format == "csv" || format == "tsv")
            AppendLine(selection.table(), place, wanted, format == "csv", record);
        else
            AppendRecord(selection.table(), place, wanted, format == "lists", record);
        return record;
    };
    if (call.parameters.Flag("distinct", false) && !wanted.numbered) return DistinctRecords(selection, asked, write);
    Records records{{}, selection.Count()};
    for (const auto place : ReadPage(selection, asked)) records.page.push_back(write(place));
    return records;
}

json::array FieldsOf(const Schema& schema, const Wanted& wanted) {
    json::array fields;
    if (wanted.numbered) fields.push_back(json::object{{"id", "_id"}, {"type", "int"}});
    for (const auto column : wanted.columns) fields.push_back(FieldOf(schema[column]));
    return fields;
}

std::string SearchAsText(const Call& call, const Schema& schema, const Records& records, const PageAsked& asked,
                         const Wanted& wanted, const std::string& format) {
    return json::serialize(json::object{{"resource_id", call.parameters.Text("resource_id")},
                                        {"fields", FieldsOf(schema, wanted)},
                                        {"records", Join(records.page, "")},
                                        {"records_format", format},
                                        {"limit", asked.limit},
                                        {"offset", asked.offset},
                                        {"total", records.total},
                                        {"total_was_estimated", false}});
}

std::string SearchAsJson(const Call& call, const Schema& schema, const Records& records, const PageAsked& asked,
                         const Wanted& wanted, const std::string& format) {
    const auto id = call.parameters.Text(call.parameters.Has("resource_id") ? "resource_id" : "id");
    const auto link = [&](std::int64_t offset) {
        return "/api/3/action/datastore_search?resource_id=" + id +
               (asked.limit == 100 ? "" : "&limit=" + std::to_string(asked.limit)) +
               (offset == 0 ? "" : "&offset=" + std::to_string(offset));
    };
    std::string out = R"({"include_total":true,"limit":)" + std::to_string(asked.limit) + R"(,"offset":)" +
                      std::to_string(asked.offset) + R"(,"records_format":)" + JsonQuote(format) + R"(,"resource_id":)" +
                      JsonQuote(id) + R"(,"total_estimation_threshold":null,"fields":)" +
                      json::serialize(FieldsOf(schema, wanted)) + R"(,"records":[)" + Join(records.page, ",") +
                      R"(],"_links":{"start":)" + JsonQuote(link(0)) + R"(,"next":)" +
                      JsonQuote(link(asked.offset + asked.limit)) + "}";
    if (call.parameters.Flag("include_total", true))
        out += R"(,"total":)" + std::to_string(records.total) + R"(,"total_was_estimated":false)";
    return out + "}";
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
    const auto wanted = ReadFields(call, schema);
    if (!wanted) return std::unexpected(wanted.error());
    asked.limit = std::clamp<std::int64_t>(call.parameters.Number("limit", 100), 0, kMostRows);
    asked.offset = std::max<std::int64_t>(0, call.parameters.Number("offset", 0));
    const auto selection = Selection::Of(*table, std::move(choice));
    if (!selection) {
        auto refusal = selection.error();
        refusal.kind = RefusalKind::conflict;
        refusal.field = "filters";
        return std::unexpected(std::move(refusal));
    }
    const auto format = call.parameters.Has("records_format") ? call.parameters.Text("records_format") : std::string("objects");
    const auto records = RecordsOf(call, *selection, asked, *wanted, format);
    if (!records) return std::unexpected(records.error());
    return format == "csv" || format == "tsv" ? SearchAsText(call, schema, *records, asked, *wanted, format)
                                              : SearchAsJson(call, schema, *records, asked, *wanted, format);
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
