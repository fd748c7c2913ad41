// One segment of a table, gathered row by row and laid out for its file.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "modules/open_data/table/column.h"
#include "modules/open_data/table/dictionary.h"
#include "modules/open_data/table/format.h"

namespace dongson::open_data {

enum class Indexed : unsigned char { no, rows, rows_and_words };

// A value that does not fit its column's type: kept as text, and reported.
struct Misfit {
    std::size_t column = 0;
    std::int64_t row = 0;  // from 1, in the table
    std::string text;
};

class SegmentWriter {
  public:
    SegmentWriter(const Schema& schema, Indexed indexed);

    void Add(std::span<const std::string_view> cells);
    std::size_t rows() const { return codes_.empty() ? 0 : codes_.front().size(); }
    // Full: no row more fits, or enough bytes are held.
    bool full() const;

    struct Image {
        std::string bytes;
        std::int64_t misfits = 0;
        std::vector<Misfit> examples;  // the first few of each column
    };
    // Lays the segment out and empties the writer. `first_row` counts from 1.
    Image Finish(std::int64_t first_row);

  private:
    std::vector<std::uint16_t> LayValues(std::size_t column, ColumnHead& head, std::string& bytes) const;
    void LayRows(std::size_t column, const std::vector<std::uint16_t>& new_codes, ColumnHead& head, std::string& bytes);
    void NoteMisfits(std::size_t column, std::uint32_t typed, std::int64_t first_row, Image& image) const;

    const Schema& schema_;
    Indexed indexed_;
    std::vector<Dictionary> dictionaries_;
    std::vector<std::vector<std::uint16_t>> codes_;
    std::size_t held_ = 0;
};

}  // namespace dongson::open_data
