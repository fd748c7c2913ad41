#include "modules/open_data/sql/table_module.h"

#include <sqlite3.h>

#include <cstring>
#include <new>
#include <stdexcept>

#include "core/text.h"
#include "modules/open_data/table/selection.h"

namespace dongson::open_data {

namespace {

struct View {
    sqlite3_vtab base;  // first: SQLite knows no more of it
    const Table* table;
};

struct Cursor {
    sqlite3_vtab_cursor base;
    const Table* table;
    std::size_t segment, row;
    // With an equality: the rows of the segment that fit it.
    std::unique_ptr<Selection> selection;
    std::vector<std::uint16_t> rows;
    std::string text;

    const Segment& Here() const { return table->segments()[segment]; }
    bool AtEnd() const { return segment >= table->segments().size(); }
    std::size_t RowNumber() const { return selection ? rows[row] : row; }
    void Settle() {
        while (!AtEnd()) {
            if (selection && row == 0) rows = selection->RowsOf(segment);
            if (row < (selection ? rows.size() : Here().rows())) return;
            ++segment;
            row = 0;
        }
    }
};

int Connect(sqlite3* connection, void* own, int, const char* const*, sqlite3_vtab** made, char**) {
    const auto* table = static_cast<std::shared_ptr<const Table>*>(own)->get();
    std::string columns;
    for (const auto& column : table->schema())
        columns += (columns.empty() ? "" : ", ") + SqlName(column.name) + " " + std::string(SqlType(column.type));
    const int result = sqlite3_declare_vtab(connection, ("CREATE TABLE t (" + columns + ")").c_str());
    if (result != SQLITE_OK) return result;
    auto* view = new (std::nothrow) View{{}, table};
    if (view == nullptr) return SQLITE_NOMEM;
    *made = &view->base;
    return SQLITE_OK;
}

int Disconnect(sqlite3_vtab* view) {
    delete reinterpret_cast<View*>(view);
    return SQLITE_OK;
}

// One equality is worth an index; everything else is a walk. SQLite checks it again itself, whatever we leave in.
int BestIndex(sqlite3_vtab* base, sqlite3_index_info* plan) {
    const auto* table = reinterpret_cast<View*>(base)->table;
    plan->estimatedRows = table->rows();
    plan->estimatedCost = static_cast<double>(table->rows());
    for (int place = 0; place < plan->nConstraint; ++place) {
        const auto& constraint = plan->aConstraint[place];
        if (!constraint.usable || constraint.op != SQLITE_INDEX_CONSTRAINT_EQ || constraint.iColumn < 0) continue;
        plan->aConstraintUsage[place].argvIndex = 1;
        plan->idxNum = constraint.iColumn + 1;
        plan->estimatedRows = std::max<std::int64_t>(1, table->rows() / 1000);
        plan->estimatedCost = static_cast<double>(plan->estimatedRows) * 2;
        break;
    }
    return SQLITE_OK;
}

int Open(sqlite3_vtab* view, sqlite3_vtab_cursor** made) {
    auto* cursor = new (std::nothrow) Cursor{{}, reinterpret_cast<View*>(view)->table, 0, 0, nullptr, {}, {}};
    if (cursor == nullptr) return SQLITE_NOMEM;
    *made = &cursor->base;
    return SQLITE_OK;
}

int Close(sqlite3_vtab_cursor* cursor) {
    delete reinterpret_cast<Cursor*>(cursor);
    return SQLITE_OK;
}

int Filter(sqlite3_vtab_cursor* base, int column, const char*, int count, sqlite3_value** values) {
    auto& cursor = *reinterpret_cast<Cursor*>(base);
    cursor.segment = cursor.row = 0;
    cursor.selection.reset();
    const auto kind = count == 1 ? sqlite3_value_type(values[0]) : SQLITE_NULL;
    if (column > 0 && (kind == SQLITE_TEXT || kind == SQLITE_INTEGER)) {
        const auto* text = reinterpret_cast<const char*>(sqlite3_value_text(values[0]));
        // The selection looks at the table's own, which lives as long as the connection.
        auto selection = Selection::Of(std::shared_ptr<const Table>(std::shared_ptr<const Table>(), cursor.table),
                                       {.conditions = {{static_cast<std::size_t>(column - 1), Compare::equal, {text}}}});
        if (selection) cursor.selection = std::make_unique<Selection>(*std::move(selection));
    }
    cursor.Settle();
    return SQLITE_OK;
}

int Next(sqlite3_vtab_cursor* base) {
    auto& cursor = *reinterpret_cast<Cursor*>(base);
    ++cursor.row;
    cursor.Settle();
    return SQLITE_OK;
}

int AtEnd(sqlite3_vtab_cursor* base) {
    return reinterpret_cast<Cursor*>(base)->AtEnd() ? 1 : 0;
}

int Column(sqlite3_vtab_cursor* base, sqlite3_context* context, int place) {
    auto& cursor = *reinterpret_cast<Cursor*>(base);
    const auto part = cursor.Here().column(static_cast<std::size_t>(place));
    const auto code = part.row_codes()[cursor.RowNumber()];
    if (code == 0) {
        sqlite3_result_null(context);
    } else if (part.IsTyped(code) && (part.type() == ColumnType::integer || part.type() == ColumnType::boolean)) {
        sqlite3_result_int64(context, part.BitsAt(code));
    } else if (part.IsTyped(code) && part.type() == ColumnType::number) {
        sqlite3_result_double(context, NumberOf(part.BitsAt(code)));
    } else {
        cursor.text.clear();
        part.Append(code, cursor.text);
        sqlite3_result_text(context, cursor.text.data(), static_cast<int>(cursor.text.size()), SQLITE_TRANSIENT);
    }
    return SQLITE_OK;
}

int RowId(sqlite3_vtab_cursor* base, sqlite3_int64* id) {
    const auto& cursor = *reinterpret_cast<Cursor*>(base);
    *id = cursor.Here().first_row() + static_cast<std::int64_t>(cursor.RowNumber()) + 1;
    return SQLITE_OK;
}

const sqlite3_module* Module() {
    static const sqlite3_module module = [] {
        sqlite3_module made{};
        made.xCreate = Connect;
        made.xConnect = Connect;
        made.xBestIndex = BestIndex;
        made.xDisconnect = Disconnect;
        made.xDestroy = Disconnect;
        made.xOpen = Open;
        made.xClose = Close;
        made.xFilter = Filter;
        made.xNext = Next;
        made.xEof = AtEnd;
        made.xColumn = Column;
        made.xRowid = RowId;
        return made;
    }();
    return &module;
}

}  // namespace

void Attach(sqlite3* connection, const std::string& name, std::shared_ptr<const Table> table) {
    auto* own = new std::shared_ptr<const Table>(std::move(table));
    const auto module = "table_" + name;
    sqlite3_create_module_v2(connection, module.c_str(), Module(), own,
                             [](void* held) { delete static_cast<std::shared_ptr<const Table>*>(held); });
    const auto sql = "CREATE VIRTUAL TABLE temp." + SqlName(name) + " USING " + SqlName(module);
    if (sqlite3_exec(connection, sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK)
        throw std::runtime_error(std::string("cannot attach a table: ") + sqlite3_errmsg(connection));
}

}  // namespace dongson::open_data
