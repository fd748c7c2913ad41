// Comma-separated values as RFC 4180 writes them. Whatever the bytes are, they are rows: a quote that is not closed ends with the
// text. Tables too large for memory are the open-data module's business.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace dongson {

struct CsvRow {
    int line = 0;
    std::vector<std::string> cells;
};

std::vector<CsvRow> ParseCsv(std::string_view text, char separator = ',');
// A cell as it is written: quoted when it must be.
std::string CsvCell(std::string_view text);
// A text that people wrote, for a file that is opened in a spreadsheet: what one would run as a formula (OWASP, CSV injection)
// gets an apostrophe before it.
std::string ForSheets(std::string_view text);
bool LooksLikeFormula(std::string_view text);
// A row with its line end. One empty cell alone is quoted: an empty line is no row.
std::string CsvLine(const std::vector<std::string>& cells);

}  // namespace dongson
