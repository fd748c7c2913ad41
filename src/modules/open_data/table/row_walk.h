// Chosen rows one after another, for whoever writes them down.
#pragma once

#include <numeric>
#include <vector>

#include "modules/open_data/table/selection.h"

namespace dongson::open_data {

// All columns when none are named.
inline std::vector<std::size_t> ColumnsOr(const Schema& schema, std::vector<std::size_t> columns) {
    if (!columns.empty()) return columns;
    columns.resize(schema.size());
    std::iota(columns.begin(), columns.end(), 0);
    return columns;
}

// Goes on where it stopped.
class RowWalk {
  public:
    RowWalk(const Selection& selection, std::vector<std::size_t> columns)
        : selection_(selection), columns_(ColumnsOr(selection.table().schema(), std::move(columns))) {}

    const std::vector<std::size_t>& columns() const { return columns_; }
    // Moves to the next row; false when there is none.
    bool Next();
    // Of the row it stands on: the part of a column (by its place among the columns) and the code of the cell.
    const ColumnPart& part(std::size_t place) const { return parts_[place]; }
    std::uint32_t code(std::size_t place) const { return parts_[place].row_codes()[rows_[at_]]; }

  private:
    const Selection& selection_;
    std::vector<std::size_t> columns_;
    std::vector<ColumnPart> parts_;
    std::vector<std::uint16_t> rows_;
    std::size_t segment_ = 0, at_ = 0;
};

}  // namespace dongson::open_data
