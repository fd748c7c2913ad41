// Chosen rows as an Excel workbook (XLSX): typed cells, a frozen header, and the data dictionary on a sheet of its own.
#pragma once

#include <string>

#include "modules/open_data/table/selection.h"

namespace dongson::open_data {

struct SheetAsked {
    std::vector<std::size_t> columns;  // none: all
    std::string title, source;         // written on the sheet of the dictionary
};

// Refuses what no workbook can hold, and says what to take instead.
std::optional<Refusal> RefuseSheet(const Selection& selection);
// Memory does not grow with the rows. Throws when the file cannot be written.
void WriteSheet(const Selection& selection, const SheetAsked& asked, const std::string& path);

}  // namespace dongson::open_data
