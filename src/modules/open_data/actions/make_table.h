// A file's rows become a table under an agreed schema.
#pragma once

#include <string>

#include "core/refusal.h"
#include "modules/open_data/intake/layout.h"
#include "modules/open_data/table/column.h"
#include "modules/open_data/table/table_writer.h"

namespace dongson::open_data {

struct TableToMake {
    std::string path;  // of the file
    Layout layout;
    const Schema& schema;
    // A resource's first file has the schema's columns in their order, whatever it calls them, and what does not fit is kept as
    // text; a later one must have the columns by name and fit their types.
    bool first = true;
};

// Writes the table to `path`. Refuses a file whose columns are not the agreed ones, or whose values do not fit them, and names
// the columns and rows (OPEN_DATA_SCHEMA_BROKEN).
Result<TableReport> MakeTable(const std::string& path, const TableToMake& wanted);

}  // namespace dongson::open_data
