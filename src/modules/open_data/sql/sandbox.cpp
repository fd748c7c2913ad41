#include "modules/open_data/sql/sandbox.h"

#include <sqlite3.h>

#include <algorithm>
#include <chrono>

#include "core/log.h"
#include "core/text.h"
#include "modules/open_data/sql/table_module.h"

namespace dongson::open_data {

namespace {

using Connection = std::unique_ptr<sqlite3, decltype(&sqlite3_close)>;
using Prepared = std::unique_ptr<sqlite3_stmt, decltype(&sqlite3_finalize)>;
using SteadyClock = std::chrono::steady_clock;

// Whatever computes and reaches for nothing. Names are small letters.
constexpr std::string_view kFunctions[] = {
    "abs",        "avg",         "char",       "coalesce",   "count",   "cume_dist",    "current_date", "date",      "datetime",
    "dense_rank", "first_value", "fold",       "format",     "glob",    "group_concat", "hex",          "ifnull",    "iif",
    "instr",      "julianday",   "lag",        "last_value", "lead",    "length",       "like",         "lower",     "ltrim",
    "max",        "min",         "nth_value",  "ntile",      "nullif",  "percent_rank", "printf",       "quote",     "rank",
    "replace",    "round",       "row_number", "rtrim",      "sign",    "strftime",     "substr",       "substring", "sum",
    "time",       "total",       "trim",       "typeof",     "unicode", "unixepoch",    "upper"};

std::unexpected<Refusal> Refuse(std::string code, Sentence sentence) {
    return std::unexpected(Refusal{std::move(code), std::move(sentence), "sql", RefusalKind::conflict});
}

struct Guard {
    const std::vector<NamedTable>& tables;
    SteadyClock::time_point until;
    std::string forbidden;  // what was reached for
};

bool Known(const Guard& guard, const char* table) {
    return table != nullptr && std::ranges::any_of(guard.tables, [&](const NamedTable& each) { return each.name == table; });
}

int Authorise(void* own, int action, const char* first, const char* second, const char*, const char*) {
    auto& guard = *static_cast<Guard*>(own);
    if (action == SQLITE_SELECT || action == SQLITE_RECURSIVE) return SQLITE_OK;
    if (action == SQLITE_READ) {
        // Subqueries and common tables have no table's name, or one of their own that hides no file.
        const std::string_view name(first == nullptr ? "" : first);
        if (Known(guard, first) || name.empty() ||
            (!name.starts_with("sqlite_") && !name.starts_with("pragma_") && !name.starts_with("dbstat")))
            return SQLITE_OK;
        guard.forbidden = name;
        return SQLITE_DENY;
    }
    if (action == SQLITE_FUNCTION && second != nullptr && std::ranges::binary_search(kFunctions, std::string_view(second)))
        return SQLITE_OK;
    guard.forbidden = action == SQLITE_FUNCTION && second != nullptr ? second : first == nullptr ? "" : first;
    return SQLITE_DENY;
}

int OutOfTime(void* own) {
    return SteadyClock::now() > static_cast<Guard*>(own)->until ? 1 : 0;
}

void TextFunction(sqlite3_context* context, sqlite3_value** values, std::string (*change)(std::string_view)) {
    const auto* text = reinterpret_cast<const char*>(sqlite3_value_text(values[0]));
    if (text == nullptr) return sqlite3_result_null(context);
    const auto changed = change({text, static_cast<std::size_t>(sqlite3_value_bytes(values[0]))});
    sqlite3_result_text(context, changed.data(), static_cast<int>(changed.size()), SQLITE_TRANSIENT);
}

// SQLite's own know only the letters of English.
void AddFunctions(sqlite3* connection) {
    const auto add = [&](const char* name, void (*function)(sqlite3_context*, int, sqlite3_value**)) {
        sqlite3_create_function_v2(connection, name, 1, SQLITE_UTF8 | SQLITE_DETERMINISTIC, nullptr, function, nullptr, nullptr,
                                   nullptr);
    };
    add("lower", [](sqlite3_context* context, int, sqlite3_value** values) { TextFunction(context, values, Lower); });
    add("fold", [](sqlite3_context* context, int, sqlite3_value** values) { TextFunction(context, values, Fold); });
}

void Limit(sqlite3* connection) {
    sqlite3_limit(connection, SQLITE_LIMIT_SQL_LENGTH, 64 << 10);
    sqlite3_limit(connection, SQLITE_LIMIT_LENGTH, 1 << 20);
    sqlite3_limit(connection, SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 100);
    sqlite3_limit(connection, SQLITE_LIMIT_EXPR_DEPTH, 100);
    sqlite3_limit(connection, SQLITE_LIMIT_COMPOUND_SELECT, 20);
    sqlite3_limit(connection, SQLITE_LIMIT_COLUMN, 2000);
    sqlite3_limit(connection, SQLITE_LIMIT_FUNCTION_ARG, 16);
    sqlite3_limit(connection, SQLITE_LIMIT_ATTACHED, 0);
    sqlite3_limit(connection, SQLITE_LIMIT_TRIGGER_DEPTH, 1);
    sqlite3_limit(connection, SQLITE_LIMIT_WORKER_THREADS, 0);
}

std::unexpected<Refusal> Explain(sqlite3* connection, int result, const Guard& guard) {
    if (!guard.forbidden.empty())
        return Refuse("SQL_FORBIDDEN",
                      Say("Câu lệnh dùng “{1}”, không được phép ở đây. Chỉ đọc được các bảng dữ liệu.", guard.forbidden));
    if (result == SQLITE_INTERRUPT)
        return Refuse("SQL_TOO_LONG", Say("Câu lệnh chạy quá lâu nên đã dừng. Hãy lọc bớt dòng, hoặc tải cả bảng về."));
    if (result == SQLITE_NOMEM || result == SQLITE_TOOBIG)
        return Refuse("SQL_TOO_MUCH", Say("Câu lệnh cần nhiều bộ nhớ hơn mức cho phép. Hãy lọc bớt dòng, hoặc tải cả bảng về."));
    return Refuse("SQL_WRONG", Say("Không đọc được câu lệnh: {1}", std::string(sqlite3_errmsg(connection))));
}

void AppendValue(sqlite3_stmt* statement, int column, std::string& out) {
    switch (sqlite3_column_type(statement, column)) {
        case SQLITE_NULL:
            out += "null";
            break;
        case SQLITE_INTEGER:
            out += std::to_string(sqlite3_column_int64(statement, column));
            break;
        case SQLITE_FLOAT: {
            const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(statement, column));
            // JSON has no word for what is no number.
            const std::string_view number(text == nullptr ? "" : text);
            out += number.find_first_of("Nn") != std::string_view::npos ? "null" : std::string(number);
            break;
        }
        default:
            AppendJsonText(MendUtf8({reinterpret_cast<const char*>(sqlite3_column_text(statement, column)),
                                     static_cast<std::size_t>(sqlite3_column_bytes(statement, column))}),
                           out);
    }
}

std::string TypeOf(sqlite3_stmt* statement, int column) {
    const auto* declared = sqlite3_column_decltype(statement, column);
    const std::string_view word(declared == nullptr ? "" : declared);
    if (word == "DATE") return "date";
    if (word == "TIMESTAMP") return "timestamp";
    if (word == "BOOLEAN") return "bool";
    const auto kind = sqlite3_column_type(statement, column);
    return kind == SQLITE_INTEGER ? "int8" : kind == SQLITE_FLOAT ? "float8" : "text";
}

}  // namespace

Result<SqlAnswer> RunSql(const std::string& sql, const std::vector<NamedTable>& tables, const SqlLimits& limits) {
    sqlite3_hard_heap_limit64(limits.memory_bytes);
    sqlite3* opened = nullptr;
    if (sqlite3_open_v2(":memory:", &opened, SQLITE_OPEN_READWRITE | SQLITE_OPEN_MEMORY, nullptr) != SQLITE_OK)
        throw std::runtime_error("cannot open the sandbox");
    const Connection connection(opened, sqlite3_close);
    sqlite3_exec(opened, "PRAGMA temp_store = MEMORY; PRAGMA trusted_schema = OFF", nullptr, nullptr, nullptr);
    for (const auto& [name, table] : tables) Attach(opened, name, table);
    AddFunctions(opened);
    Limit(opened);
    Guard guard{tables, SteadyClock::now() + std::chrono::milliseconds(limits.milliseconds), {}};
    sqlite3_set_authorizer(opened, Authorise, &guard);
    sqlite3_progress_handler(opened, 2000, OutOfTime, &guard);

    sqlite3_stmt* made = nullptr;
    const char* rest = nullptr;
    const int result = sqlite3_prepare_v2(opened, sql.c_str(), static_cast<int>(sql.size()), &made, &rest);
    const Prepared statement(made, sqlite3_finalize);
    if (result != SQLITE_OK) return Explain(opened, result, guard);
    if (made == nullptr || sqlite3_stmt_readonly(made) == 0 || sqlite3_stmt_isexplain(made) != 0 || !Trim(rest).empty())
        return Refuse("SQL_WRONG", Say("Chỉ nhận đúng một câu SELECT."));
    SqlAnswer answer;
    answer.records = "[";
    const int columns = sqlite3_column_count(made);
    for (int column = 0; column < columns; ++column) answer.fields.push_back({sqlite3_column_name(made, column), "text"});
    while (true) {
        const int stepped = sqlite3_step(made);
        if (stepped == SQLITE_DONE) break;
        if (stepped != SQLITE_ROW) return Explain(opened, stepped, guard);
        if (answer.rows == limits.rows || static_cast<std::int64_t>(answer.records.size()) > limits.answer_bytes) {
            answer.truncated = true;
            break;
        }
        answer.records += answer.rows == 0 ? "{" : ",\n{";
        for (int column = 0; column < columns; ++column) {
            auto& field = answer.fields[static_cast<std::size_t>(column)];
            if (answer.rows == 0) field.type = TypeOf(made, column);
            if (column > 0) answer.records += ',';
            AppendJsonText(field.name, answer.records);
            answer.records += ':';
            AppendValue(made, column, answer.records);
        }
        answer.records += '}';
        ++answer.rows;
    }
    answer.records += ']';
    return answer;
}

}  // namespace dongson::open_data
