// Chosen rows as text, a piece at a time: memory does not grow with the table.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "modules/open_data/table/paging.h"
#include "modules/open_data/table/selection.h"

namespace dongson::open_data {

// `csv_for_sheets` is CSV that a spreadsheet opens rightly and safely: a byte-order mark in front, and an apostrophe before a
// text that a spreadsheet would take for a formula. Plain CSV keeps every value exactly.
enum class RowFormat : unsigned char { csv, csv_for_sheets, tsv, json, ndjson };

// One cell as JSON: numbers and booleans as they are, the empty cell as null, everything else as text.
void AppendJsonCell(const ColumnPart& part, std::uint32_t code, std::string& out);
// One row as a JSON object of these columns.
void AppendJsonRow(const Table& table, RowPlace place, const std::vector<std::size_t>& columns, std::string& out);

class RowsOut {
  public:
    // No columns: all of them.
    RowsOut(Selection selection, std::vector<std::size_t> columns, RowFormat format);

    // Adds the next piece, some hundred kilobytes; false when there is no more.
    bool Next(std::string& out);

  private:
    void AppendRow(std::uint16_t row, std::string& out);
    void AppendHeader(std::string& out) const;
    void AppendDelimitedCell(const ColumnPart& part, std::uint32_t code, std::string& out);

    Selection selection_;
    std::vector<std::size_t> columns_;
    RowFormat format_;
    std::vector<std::string> names_;  // of the columns, as JSON writes them before a value
    std::size_t segment_ = 0, at_ = 0;
    std::vector<std::uint16_t> rows_;  // chosen of the segment; empty while everything is chosen
    std::vector<ColumnPart> parts_;
    bool begun_ = false, first_ = true, done_ = false;
    std::string cell_;
};

}  // namespace dongson::open_data
