#include "modules/open_data/table/word_rows.h"

#include <algorithm>
#include <numeric>

#include "core/text.h"

namespace dongson::open_data {

void WordRows::Add(std::string_view text, std::span<const std::uint16_t> rows) {
    const auto folded = Fold(text);
    std::string_view rest(folded);
    while (!rest.empty()) {
        const auto end = rest.find(' ');
        const std::uint64_t code = words_.Add(rest.substr(0, end));
        if (code != 0)
            for (const auto row : rows) pairs_.push_back(code << 16 | row);
        rest = end == std::string_view::npos ? std::string_view() : rest.substr(end + 1);
    }
}

void WordRows::LayInto(SegmentHead& head, std::string& bytes) const {
    std::vector<std::uint32_t> order(words_.size() - 1);
    std::iota(order.begin(), order.end(), 1);
    std::ranges::sort(order, {}, [&](std::uint32_t code) { return words_.Text(code); });
    std::vector<std::uint64_t> place(words_.size());
    std::vector<std::uint32_t> ends{0};
    std::string texts;
    for (std::size_t index = 0; index < order.size(); ++index) {
        place[order[index]] = index;
        texts += words_.Text(order[index]);
        ends.push_back(static_cast<std::uint32_t>(texts.size()));
    }
    auto pairs = pairs_;
    for (auto& pair : pairs) pair = place[pair >> 16] << 16 | (pair & 0xffff);
    std::ranges::sort(pairs);
    const auto twice = std::ranges::unique(pairs);
    pairs.erase(twice.begin(), twice.end());
    std::vector<std::uint32_t> starts(order.size() + 1);
    std::vector<std::uint16_t> rows;
    rows.reserve(pairs.size());
    for (const auto pair : pairs) {
        ++starts[(pair >> 16) + 1];
        rows.push_back(static_cast<std::uint16_t>(pair));
    }
    std::partial_sum(starts.begin(), starts.end(), starts.begin());
    head.word_count = static_cast<std::uint32_t>(order.size());
    head.word_ends = Lay(bytes, std::span<const std::uint32_t>(ends));
    head.word_bytes = Lay(bytes, std::span<const char>(texts));
    head.word_starts = Lay(bytes, std::span<const std::uint32_t>(starts));
    head.word_rows = Lay(bytes, std::span<const std::uint16_t>(rows));
}

}  // namespace dongson::open_data
