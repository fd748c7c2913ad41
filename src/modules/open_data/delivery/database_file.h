// Chosen rows as an SQLite database: one table with typed columns, and the data dictionary beside it.
#pragma once

#include <string>

#include "modules/open_data/table/selection.h"

namespace dongson::open_data {

struct DatabaseAsked {
    std::vector<std::size_t> columns;  // none: all
    std::string table;                 // the name it gets
};

// Throws when the file cannot be written.
void WriteDatabase(const Selection& selection, const DatabaseAsked& asked, const std::string& path);

}  // namespace dongson::open_data
