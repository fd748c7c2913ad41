#include "storage/sqlite/sqlite_tables.h"

#include <sqlite3.h>

#include <algorithm>
#include <memory>

#include "core/bytes.h"
#include "core/text.h"
#include "storage/database.h"
#include "storage/move/row_bytes.h"

namespace dongson::storage {

namespace {

constexpr Statement kTables{
    "storage.tables_of_sqlite",
    "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND name <> "
    "'migration' ORDER BY name"};
constexpr Statement kColumns{"storage.columns_of_sqlite",
                             "SELECT name, type, \"notnull\", pk FROM pragma_table_info($table) ORDER BY cid"};

struct Finalize {
    void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
};
using StatementPtr = std::unique_ptr<sqlite3_stmt, Finalize>;

std::string_view BytesAt(sqlite3_stmt* statement, int index) {
    const auto* bytes = static_cast<const char*>(sqlite3_column_blob(statement, index));
    return {bytes == nullptr ? "" : bytes, static_cast<std::size_t>(sqlite3_column_bytes(statement, index))};
}

// Says why PostgreSQL could not hold a value; empty when it can.
std::string_view Fault(sqlite3_stmt* statement, int index, ColumnKind kind) {
    const int type = sqlite3_column_type(statement, index);
    if (type == SQLITE_NULL) return "";
    if (kind == ColumnKind::integer) return type == SQLITE_INTEGER ? "" : "is no whole number";
    if (kind == ColumnKind::decimal) return type == SQLITE_FLOAT ? "" : "is no number";
    if (kind == ColumnKind::bytes) return type == SQLITE_BLOB ? "" : "is not kept as bytes";
    if (type != SQLITE_TEXT) return "is not kept as text";
    const auto text = BytesAt(statement, index);
    if (text.find('\0') != std::string_view::npos) return "has the character U+0000, which PostgreSQL cannot hold";
    return IsUtf8(text) ? "" : "is not UTF-8";
}

void Append(RowBytes& row, sqlite3_stmt* statement, int index, ColumnKind kind) {
    if (sqlite3_column_type(statement, index) == SQLITE_NULL) return row.Null();
    if (kind == ColumnKind::integer) return row.Integer(sqlite3_column_int64(statement, index));
    if (kind == ColumnKind::decimal) return row.Decimal(sqlite3_column_double(statement, index));
    row.Bytes(BytesAt(statement, index));
}

// case_happening (case_id 5, id 7): by what somebody finds the row again.
std::string NameOfRow(sqlite3_stmt* statement, const Table& table) {
    std::vector<std::string> named;
    for (const auto index : table.key) {
        const auto column = static_cast<int>(index);
        const bool plain = sqlite3_column_type(statement, column) != SQLITE_BLOB && IsUtf8(BytesAt(statement, column));
        named.push_back(table.columns[index].name + " " +
                        (plain ? ReplaceAll(std::string(BytesAt(statement, column)), std::string_view("\0", 1), "␀")
                               : "\\x" + Hex(BytesAt(statement, column))));
    }
    return table.name + " (" + Join(named, ", ") + ")";
}

}  // namespace

Result<std::vector<Table>> TablesOfSqlite(Connection& connection) {
    std::vector<Table> tables;
    connection.Execute(kTables, {}, [&](Row& row) { tables.push_back({row.Next<std::string>(), {}, {}}); });
    std::string unknown;
    for (auto& table : tables) {
        std::vector<std::pair<int, std::size_t>> key;
        const Parameter parameters[] = {{"table", table.name}};
        connection.Execute(kColumns, parameters, [&](Row& row) {
            auto name = row.Next<std::string>();
            const auto type = row.Next<std::string>();
            const bool never_null = row.Next<bool>();
            if (const int place = row.Next<int>(); place > 0) key.emplace_back(place, table.columns.size());
            const auto kind = ColumnKindOf(type);
            if (!kind) unknown = Join({table.name, name, type}, " ");
            table.columns.push_back({std::move(name), kind.value_or(ColumnKind::text), !never_null});
        });
        std::ranges::sort(key);
        for (const auto& [place, index] : key) table.key.push_back(index);
        if (table.key.empty()) unknown = table.name;
    }
    if (!unknown.empty())
        return std::unexpected(Refusal{
            "MOVE_UNKNOWN", Say("{1} cannot be moved: it has no key, or a type that this program does not know", unknown), ""});
    return tables;
}

Result<void> ReadSqliteTable(sqlite3* handle, const Table& table, const std::function<void(std::string_view row)>& visit) {
    std::string order;
    for (const auto index : table.key) order += (order.empty() ? "" : ", ") + Quoted(table.columns[index].name);
    const auto sql = "SELECT " + table.ColumnList() + " FROM " + Quoted(table.name) + " ORDER BY " + order;
    sqlite3_stmt* prepared = nullptr;
    int code = sqlite3_prepare_v2(handle, sql.c_str(), -1, &prepared, nullptr);
    const StatementPtr statement(prepared);
    if (code != SQLITE_OK) throw StorageError(table.name + ": " + sqlite3_errmsg(handle));
    RowBytes bytes;
    const auto count = static_cast<int>(table.columns.size());
    while ((code = sqlite3_step(prepared)) == SQLITE_ROW) {
        bytes.Begin(table.columns.size());
        for (int index = 0; index < count; ++index) {
            const auto& column = table.columns[static_cast<std::size_t>(index)];
            if (const auto fault = Fault(prepared, index, column.kind); !fault.empty())
                return std::unexpected(Refusal{
                    "MOVE_VALUE", Say("{1}: {2} {3}; nothing was moved", NameOfRow(prepared, table), column.name, fault), ""});
            Append(bytes, prepared, index, column.kind);
        }
        visit(bytes.bytes());
    }
    if (code != SQLITE_DONE) throw StorageError(table.name + ": " + sqlite3_errmsg(handle));
    return {};
}

}  // namespace dongson::storage
