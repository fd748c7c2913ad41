// Which rows of a segment hold which words, for search.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "modules/open_data/table/dictionary.h"
#include "modules/open_data/table/format.h"

namespace dongson::open_data {

class WordRows {
  public:
    // A text and the rows it stands in. Its words are folded as the reader's question will be.
    void Add(std::string_view text, std::span<const std::uint16_t> rows);
    void LayInto(SegmentHead& head, std::string& bytes) const;

  private:
    Dictionary words_;
    std::vector<std::uint64_t> pairs_;  // a word's code, then a row
};

}  // namespace dongson::open_data
