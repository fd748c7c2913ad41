#include "core/csv.h"

#include <charconv>

namespace dongson {

std::vector<CsvRow> ParseCsv(std::string_view text, char separator) {
    std::vector<CsvRow> rows;
    CsvRow row{1, {}};
    std::string cell;
    int line = 1;
    bool quoted = false, any = false;
    const auto end_cell = [&] {
        row.cells.push_back(std::move(cell));
        cell.clear();
    };
    const auto end_row = [&] {
        if (any) {
            end_cell();
            rows.push_back(std::move(row));
        }
        row = {line, {}};
        any = false;
    };
    for (std::size_t at = 0; at < text.size(); ++at) {
        const char c = text[at];
        if (c == '\n') ++line;
        if (quoted) {
            if (c != '"')
                cell += c;
            else if (at + 1 < text.size() && text[at + 1] == '"')
                cell += text[++at];
            else
                quoted = false;
        } else if (c == '"') {
            quoted = any = true;
        } else if (c == separator) {
            any = true;
            end_cell();
        } else if (c == '\n') {
            end_row();
        } else if (c != '\r') {
            any = true;
            cell += c;
        }
    }
    end_row();
    return rows;
}

std::string CsvCell(std::string_view text) {
    if (text.find_first_of(",\"\r\n") == std::string_view::npos) return std::string(text);
    std::string quoted = "\"";
    for (const char c : text) {
        if (c == '"') quoted += '"';
        quoted += c;
    }
    return quoted + '"';
}

bool LooksLikeFormula(std::string_view text) {
    return !text.empty() && std::string_view("=+-@\t\r").find(text[0]) != std::string_view::npos;
}

namespace {

// "-9000" or "-0.5": what a spreadsheet adds up, not what it runs.
bool IsNegativeNumber(std::string_view text) {
    double number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number, std::chars_format::fixed);
    return text.size() > 1 && text[0] == '-' && text[1] >= '0' && text[1] <= '9' && error == std::errc() &&
           end == text.data() + text.size();
}

}  // namespace

std::string ForSheets(std::string_view text) {
    if (IsNegativeNumber(text)) return std::string(text);
    return (LooksLikeFormula(text) ? "'" : "") + std::string(text);
}

std::string CsvLine(const std::vector<std::string>& cells) {
    std::string line;
    for (const auto& cell : cells) {
        if (&cell != cells.data()) line += ',';
        line += CsvCell(cell);
    }
    return (line.empty() ? "\"\"" : line) + "\r\n";
}

}  // namespace dongson
