#include <algorithm>
#include <map>

#include "core/text.h"
#include "modules/open_data/actions/program_edits.h"
#include "modules/open_data/domain/upload.h"
#include "modules/open_data/domain/uuid.h"
#include "modules/open_data/http/ckan.h"
#include "modules/open_data/storage/catalogue_store.h"
#include "modules/open_data/table/row_walk.h"

// Every change of rows is a new version of the whole table: what stood before can be cited and compared for ever.
namespace dongson::open_data::ckan {

namespace {

using Cells = std::vector<std::string>;

constexpr std::size_t kMostRecords = 100'000;  // in one call

std::unexpected<Refusal> Invalid(std::string field, Sentence sentence) {
    return std::unexpected(Refusal{"CKAN_INVALID", std::move(sentence), std::move(field), RefusalKind::conflict});
}

ColumnType TypeOf(std::string_view word) {
    if (word.starts_with("int") || word == "bigint" || word == "serial") return ColumnType::integer;
    if (word.starts_with("float") || word == "numeric" || word == "double precision" || word == "real") return ColumnType::number;
    if (word.starts_with("bool")) return ColumnType::boolean;
    if (word == "date") return ColumnType::date;
    if (word.starts_with("timestamp")) return ColumnType::datetime;
    return ColumnType::text;
}

ColumnType TypeOf(const json::value& value) {
    if (value.is_int64() || value.is_uint64()) return ColumnType::integer;
    if (value.is_double()) return ColumnType::number;
    return value.is_bool() ? ColumnType::boolean : ColumnType::text;
}

std::string CellOf(const json::value& value) {
    if (value.is_string()) return std::string(value.as_string());
    return value.is_null() ? std::string() : json::serialize(value);
}

// As "fields" say, or as the first record shows.
Result<Schema> SchemaOf(const Call& call, const json::array& records) {
    Schema schema;
    const auto* fields = call.parameters.Find("fields");
    if (fields != nullptr && fields->is_array()) {
        for (const auto& each : fields->as_array()) {
            if (!each.is_object() || !each.as_object().contains("id")) return Invalid("fields", Say("Mỗi cột cần có id."));
            Column column{.name = CellOf(each.at("id"))};
            if (const auto* type = each.as_object().if_contains("type")) column.type = TypeOf(Lower(CellOf(*type)));
            if (const auto* info = each.as_object().if_contains("info"); info != nullptr && info->is_object()) {
                if (const auto* label = info->as_object().if_contains("label")) column.title = CellOf(*label);
                if (const auto* notes = info->as_object().if_contains("notes")) column.meaning = CellOf(*notes);
                if (const auto* unit = info->as_object().if_contains("unit")) column.unit = CellOf(*unit);
            }
            schema.push_back(std::move(column));
        }
    } else if (!records.empty() && records[0].is_object()) {
        for (const auto& [name, value] : records[0].as_object())
            schema.push_back({.name = std::string(name), .type = TypeOf(value)});
    }
    for (auto& column : schema) column.source = column.name;
    for (const auto& name : call.parameters.Texts("primary_key")) {
        const auto column = FindColumn(schema, name);
        if (!column) return Invalid("primary_key", Say("Bảng không có cột “{1}”.", name));
        schema[*column].key = true;
    }
    auto faults = CheckSchema(schema);
    if (!faults.empty()) return Invalid("fields", faults.front().sentence);
    return schema;
}

Result<json::array> RecordsIn(const Call& call) {
    const auto* records = call.parameters.Find("records");
    if (records == nullptr || records->is_null()) return json::array();
    if (!records->is_array()) return Invalid("records", Say("records là một danh sách các đối tượng JSON."));
    if (records->as_array().size() > kMostRecords)
        return Invalid("records", Say("Mỗi lần gửi nhiều nhất {1} dòng; hãy chia ra nhiều lần.", Number(kMostRecords)));
    return records->as_array();
}

Result<Cells> CellsOf(const json::value& record, const Schema& schema) {
    if (!record.is_object()) return Invalid("records", Say("records là một danh sách các đối tượng JSON."));
    Cells cells(schema.size());
    for (const auto& [name, value] : record.as_object()) {
        if (name == "_id") continue;
        const auto column = FindColumn(schema, name);
        if (!column) return Invalid("records", Say("Bảng không có cột “{1}”.", std::string(name)));
        cells[*column] = CellOf(value);
    }
    return cells;
}

struct Target {
    Resource resource;
    std::shared_ptr<const Table> table;  // none before the first version
};

Result<Target> TargetOf(const Call& call) {
    auto text = call.parameters.Text("resource_id");
    if (text.empty()) text = call.parameters.Text("id");
    if (text.empty()) return Missing("resource_id");
    const auto id = IdOfUuid(text);
    std::optional<Version> version;
    auto resource = call.request.platform.storage.Read([&](storage::Transaction& tx) {
        auto found = id ? CatalogueStore(tx).Get(ResourceId{*id}) : std::nullopt;
        if (found && found->newest > 0) version = CatalogueStore(tx).GetVersion(found->id, found->newest);
        return found;
    });
    if (!resource) return NotFound();
    Target target{*std::move(resource), nullptr};
    if (!version) return target;
    auto table = call.portal.TableOf(version->id);
    if (!table) return std::unexpected(table.error());
    target.table = *std::move(table);
    return target;
}

template <class Body>
void EachRow(const std::shared_ptr<const Table>& table, Body body) {
    if (table == nullptr) return;
    const auto everything = Selection::Of(table, {});
    RowWalk walk(*everything, {});
    Cells cells(table->schema().size());
    while (walk.Next()) {
        for (std::size_t place = 0; place < cells.size(); ++place) {
            cells[place].clear();
            walk.part(place).Append(walk.code(place), cells[place]);
        }
        body(cells);
    }
}

Answered Published(const Call& call, const Target& target, const Schema& schema, std::function<void(const RowSink&)> write) {
    const auto version = PublishRows(call.request.platform, *call.officer,
                                     {.resource = target.resource.id,
                                      .schema = schema,
                                      .write = std::move(write),
                                      .note = call.parameters.Text("version_notes"),
                                      .answers_for_personal = call.parameters.Flag("answers_for_personal", false)});
    if (!version) return std::unexpected(version.error());
    json::array fields;
    for (const auto& column : schema) fields.push_back(json::object{{"id", column.name}, {"type", ColumnTypeWord(column.type)}});
    return json::serialize(json::object{{"resource_id", UuidOf(target.resource.id)},
                                        {"fields", std::move(fields)},
                                        {"version", version->number},
                                        {"total", version->rows},
                                        {"method", call.parameters.Has("method") ? call.parameters.Text("method") : "insert"}});
}

std::string KeyOf(const Cells& cells, const Schema& schema) {
    std::string key;
    for (std::size_t place = 0; place < schema.size(); ++place)
        if (schema[place].key) key += cells[place] + '\x1f';
    return key;
}

// "resource": {"package_id": …, "name": …} begins a resource of its own.
Result<Target> NewTarget(const Call& call) {
    const auto given = call.parameters.Object("resource").value_or(json::object());
    const auto text = given.contains("package_id") ? CellOf(given.at("package_id")) : std::string();
    if (text.empty()) return Missing("resource_id");
    const auto number = IdOfUuid(text);
    const auto dataset = call.request.platform.storage.Read([&](storage::Transaction& tx) {
        return number ? CatalogueStore(tx).Get(DatasetId{*number}) : CatalogueStore(tx).GetBySlug(text);
    });
    if (!dataset) return NotFound();
    const auto name = given.contains("name") ? CellOf(given.at("name")) : std::string("Bảng");
    auto resource = PutResource(call.request.platform, *call.officer, {.dataset = dataset->id, .title = name, .format = "CSV"});
    if (!resource) return std::unexpected(resource.error());
    return Target{*std::move(resource), nullptr};
}

struct Changes {
    std::map<std::string, Cells> by_key;
    std::vector<Cells> added;
};

}  // namespace

Answered DatastoreCreate(const Call& call) {
    const auto records = RecordsIn(call);
    if (!records) return std::unexpected(records.error());
    auto schema = SchemaOf(call, *records);
    if (!schema) return std::unexpected(schema.error());
    std::vector<Cells> rows;
    for (const auto& record : *records) {
        auto cells = CellsOf(record, *schema);
        if (!cells) return std::unexpected(cells.error());
        rows.push_back(*std::move(cells));
    }
    const bool begins = !call.parameters.Has("resource_id");
    const auto target = begins ? NewTarget(call) : TargetOf(call);
    if (!target) return std::unexpected(target.error());
    auto answer = Published(call, *target, *schema, [&](const RowSink& sink) {
        for (const auto& row : rows) sink(row);
    });
    if (!answer && begins) (void)TakeOutResource(call.request.platform, *call.officer, target->resource.id);
    return answer;
}

Answered DatastoreUpsert(const Call& call) {
    const auto target = TargetOf(call);
    if (!target) return std::unexpected(target.error());
    if (target->table == nullptr) return NotFound();
    const auto records = RecordsIn(call);
    if (!records) return std::unexpected(records.error());
    const auto& schema = target->table->schema();
    const auto method = call.parameters.Has("method") ? call.parameters.Text("method") : std::string("upsert");
    const bool keyed = std::ranges::any_of(schema, &Column::key);
    if (method != "insert" && method != "update" && method != "upsert")
        return Invalid("method", Say("method là insert, update hoặc upsert."));
    if (method != "insert" && !keyed)
        return Invalid("primary_key", Say("Bảng không có cột khóa nên không biết dòng nào thay dòng nào. Dùng method=insert."));
    Changes changes;
    std::map<std::string, const json::object*> given;
    for (const auto& record : *records) {
        auto cells = CellsOf(record, schema);
        if (!cells) return std::unexpected(cells.error());
        if (method == "insert" && !keyed) {
            changes.added.push_back(*std::move(cells));
            continue;
        }
        const auto key = KeyOf(*cells, schema);
        given[key] = &record.as_object();
        changes.by_key[key] = *std::move(cells);
    }
    std::size_t met = 0;
    bool doubled = false;
    EachRow(target->table, [&](const Cells& old) {
        const auto changed = keyed ? changes.by_key.find(KeyOf(old, schema)) : changes.by_key.end();
        if (changed == changes.by_key.end()) return;
        ++met;
        doubled = method == "insert";
        // What a record does not name stays as it was.
        for (std::size_t place = 0; place < schema.size(); ++place)
            if (!given[changed->first]->contains(schema[place].name)) changed->second[place] = old[place];
    });
    if (doubled) return Invalid("records", Say("Có dòng trùng khóa với dòng đã có. Dùng method=upsert để thay."));
    if (method == "update" && met != changes.by_key.size())
        return Invalid("records", Say("Có dòng không tìm thấy để sửa. Dùng method=upsert để thêm."));
    return Published(call, *target, schema, [&](const RowSink& sink) {
        auto left = changes.by_key;
        EachRow(target->table, [&](const Cells& old) {
            const auto changed = keyed ? left.find(KeyOf(old, schema)) : left.end();
            sink(changed == left.end() ? old : changed->second);
            if (changed != left.end()) left.erase(changed);
        });
        for (const auto& [key, cells] : left) sink(cells);
        for (const auto& cells : changes.added) sink(cells);
    });
}

// With filters the rows that match them, else all of them: the columns stay, and so does every version before.
Answered DatastoreDelete(const Call& call) {
    const auto target = TargetOf(call);
    if (!target) return std::unexpected(target.error());
    if (target->table == nullptr) return NotFound();
    Choice choice;
    if (auto refusal = ReadChoice(call, target->table->schema(), choice)) return std::unexpected(std::move(*refusal));
    const auto gone = Selection::Of(target->table, std::move(choice));
    if (!gone) return Invalid("filters", gone.error().sentence);
    std::vector<Selection::RowBits> bits;
    for (const auto& segment : target->table->segments()) bits.push_back(gone->BitsOf(segment));
    return Published(call, *target, target->table->schema(), [&](const RowSink& sink) {
        std::size_t segment = 0, row = 0;
        EachRow(target->table, [&](const Cells& cells) {
            while (row == target->table->segments()[segment].rows()) ++segment, row = 0;
            const bool chosen = (bits[segment][row / 64] >> (row % 64) & 1) != 0;
            ++row;
            if (!chosen) sink(cells);
        });
    });
}

}  // namespace dongson::open_data::ckan
