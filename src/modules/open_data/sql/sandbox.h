// One SELECT over tables, with nothing else in reach: no other statement, no file, no function beyond the list, and an end to its
// time, its memory and its rows.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "modules/open_data/table/table.h"

namespace dongson::open_data {

struct SqlLimits {
    std::int64_t milliseconds = 3000;
    std::int64_t memory_bytes = 128LL << 20;
    std::int64_t rows = 32'000;
    std::int64_t answer_bytes = 16LL << 20;
};

struct NamedTable {
    std::string name;  // as the statement calls it
    std::shared_ptr<const Table> table;
};

struct SqlAnswer {
    struct Field {
        std::string name, type;  // PostgreSQL's words, as CKAN's clients expect: "int8"
    };
    std::vector<Field> fields;
    std::string records;  // a JSON list of objects
    std::int64_t rows = 0;
    bool truncated = false;  // there were more than the limits let through
};

// Refuses with SQL_WRONG what is no single SELECT or cannot be read, SQL_FORBIDDEN what reaches for more, SQL_TOO_LONG and
// SQL_TOO_MUCH what takes more time or memory than it may. Meant to run in a process of its own (AskSandbox).
Result<SqlAnswer> RunSql(const std::string& sql, const std::vector<NamedTable>& tables, const SqlLimits& limits);

// The same in a child of this program, held by the system's own limits as well. Whoever asks has opened the tables: the child
// does not read them whole for each question.
struct TableFile {
    std::string name, path;
};
Result<std::string> AskSandbox(const std::string& sql, const std::vector<TableFile>& tables, const SqlLimits& limits);
// The child's side: reads the question from standard input, writes the answer, returns the exit status.
int AnswerFromSandbox();

}  // namespace dongson::open_data
