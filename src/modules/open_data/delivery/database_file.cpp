#include "modules/open_data/delivery/database_file.h"

#include <sqlite3.h>

#include <memory>
#include <stdexcept>

#include "core/text.h"
#include "modules/open_data/table/row_walk.h"

namespace dongson::open_data {

namespace {

using Connection = std::unique_ptr<sqlite3, decltype(&sqlite3_close)>;
using Prepared = std::unique_ptr<sqlite3_stmt, decltype(&sqlite3_finalize)>;

void Must(sqlite3* database, int result) {
    if (result != SQLITE_OK && result != SQLITE_DONE && result != SQLITE_ROW)
        throw std::runtime_error(std::string("cannot write the database file: ") + sqlite3_errmsg(database));
}

void Run(sqlite3* database, const std::string& sql) {
    Must(database, sqlite3_exec(database, sql.c_str(), nullptr, nullptr, nullptr));
}

Prepared Prepare(sqlite3* database, const std::string& sql) {
    sqlite3_stmt* statement = nullptr;
    Must(database, sqlite3_prepare_v2(database, sql.c_str(), -1, &statement, nullptr));
    return {statement, sqlite3_finalize};
}

void Bind(sqlite3_stmt* statement, int place, const std::string& text) {
    sqlite3_bind_text(statement, place, text.data(), static_cast<int>(text.size()), SQLITE_TRANSIENT);
}

// A value that does not fit its column stands as text, as it does in the table.
void BindCell(sqlite3_stmt* statement, int place, const ColumnPart& part, std::uint32_t code, std::string& text) {
    if (code == 0) {
        sqlite3_bind_null(statement, place);
    } else if (part.IsTyped(code) && (part.type() == ColumnType::integer || part.type() == ColumnType::boolean)) {
        sqlite3_bind_int64(statement, place, part.BitsAt(code));
    } else if (part.IsTyped(code) && part.type() == ColumnType::number) {
        sqlite3_bind_double(statement, place, NumberOf(part.BitsAt(code)));
    } else {
        text.clear();
        part.Append(code, text);
        Bind(statement, place, text);
    }
}

void WriteDictionary(sqlite3* database, const Schema& schema, const std::vector<std::size_t>& columns) {
    Run(database, "CREATE TABLE _columns (name TEXT PRIMARY KEY, title TEXT, type TEXT, unit TEXT, meaning TEXT)");
    const auto insert = Prepare(database, "INSERT INTO _columns (name, title, type, unit, meaning) VALUES (?, ?, ?, ?, ?)");
    for (const auto column : columns) {
        const auto& own = schema[column];
        int place = 0;
        for (const auto& text : {own.name, own.title, std::string(ColumnTypeWord(own.type)), own.unit, own.meaning})
            Bind(insert.get(), ++place, text);
        Must(database, sqlite3_step(insert.get()));
        sqlite3_reset(insert.get());
    }
}

}  // namespace

void WriteDatabase(const Selection& selection, const DatabaseAsked& asked, const std::string& path) {
    sqlite3* opened = nullptr;
    const int result = sqlite3_open(path.c_str(), &opened);
    const Connection database(opened, sqlite3_close);
    Must(opened, result);
    // Nobody reads it before it is whole, and it is thrown away if it does not become so.
    Run(opened, "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; BEGIN");
    const auto& schema = selection.table().schema();
    RowWalk walk(selection, asked.columns);
    std::string columns, marks;
    for (const auto column : walk.columns()) {
        columns += (columns.empty() ? "" : ", ") + SqlName(schema[column].name) + " " + std::string(SqlType(schema[column].type));
        marks += marks.empty() ? "?" : ", ?";
    }
    Run(opened, "CREATE TABLE " + SqlName(asked.table) + " (" + columns + ")");
    const auto insert = Prepare(opened, "INSERT INTO " + SqlName(asked.table) + " VALUES (" + marks + ")");
    std::string text;
    while (walk.Next()) {
        for (std::size_t place = 0; place < walk.columns().size(); ++place)
            BindCell(insert.get(), static_cast<int>(place) + 1, walk.part(place), walk.code(place), text);
        Must(opened, sqlite3_step(insert.get()));
        sqlite3_reset(insert.get());
    }
    WriteDictionary(opened, schema, walk.columns());
    Run(opened, "COMMIT");
}

}  // namespace dongson::open_data
