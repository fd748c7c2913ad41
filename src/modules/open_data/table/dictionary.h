// Different texts, numbered from 1 as they first appear: a column's values within a segment, or its words.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace dongson::open_data {

class Dictionary {
  public:
    // The code of a text; the empty text is 0.
    std::uint32_t Add(std::string_view text);

    // How many codes there are, the empty text's included.
    std::size_t size() const { return ends_.size(); }
    std::string_view Text(std::size_t code) const {
        return std::string_view(bytes_).substr(ends_[code - 1], ends_[code] - ends_[code - 1]);
    }
    void Clear();

  private:
    void Grow();

    std::string bytes_;
    std::vector<std::uint32_t> ends_{0};
    std::vector<std::uint64_t> slots_ = std::vector<std::uint64_t>(256);  // half of the hash, then the code; 0 is free
};

}  // namespace dongson::open_data
