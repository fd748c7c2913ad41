// Records of an Excel workbook (ECMA-376): one sheet, its dates as dates, its merged cells filled.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "modules/open_data/intake/records.h"

namespace dongson::open_data {

bool IsWorkbook(const std::vector<std::string>& members);
// Names of the sheets in their order.
Result<std::vector<std::string>> SheetsOf(const std::string& path);

// Formulas give the value that was saved with them. Rows that the file leaves out are no rows.
Result<std::unique_ptr<RecordReader>> OpenSheet(const std::string& path, std::size_t sheet, const IntakeLimits& limits = {});

}  // namespace dongson::open_data
