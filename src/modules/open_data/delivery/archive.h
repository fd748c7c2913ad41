// A whole dataset as one ZIP: each table as CSV, with the Data Package that describes them and a note to read first.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "modules/open_data/table/table.h"

namespace dongson::open_data {

struct ArchivedTable {
    std::string name;  // within the archive
    std::shared_ptr<const Table> table;
};
struct ArchivedText {
    std::string name, text;
};

// Memory does not grow with the tables. Throws when the file cannot be written.
void WriteArchive(const std::vector<ArchivedText>& texts, const std::vector<ArchivedTable>& tables, const std::string& path);

}  // namespace dongson::open_data
