#include "modules/open_data/table/bounds.h"

#include <algorithm>
#include <optional>
#include <span>

#include "modules/open_data/table/cell.h"
#include "modules/open_data/table/format.h"

namespace dongson::open_data {

namespace {

template <class T>
std::optional<std::span<const T>> Items(std::string_view bytes, std::uint64_t place, std::uint64_t count) {
    if (place % alignof(T) != 0 || place > bytes.size() || count > (bytes.size() - place) / sizeof(T)) return std::nullopt;
    return std::span(reinterpret_cast<const T*>(bytes.data() + place), count);
}

// Where `count` things end, or begin, within one run: from 0, never going back. How long the run is.
std::optional<std::uint32_t> LengthOf(std::string_view bytes, std::uint64_t place, std::uint64_t count) {
    const auto ends = Items<std::uint32_t>(bytes, place, count + 1);
    if (!ends || ends->front() != 0 || !std::ranges::is_sorted(*ends)) return std::nullopt;
    return ends->back();
}

bool AllBelow(std::string_view bytes, std::uint64_t place, std::uint64_t count, std::uint64_t limit) {
    const auto items = Items<std::uint16_t>(bytes, place, count);
    return items && std::ranges::all_of(*items, [limit](std::uint16_t item) { return item < limit; });
}

bool ColumnFits(std::string_view bytes, const ColumnHead& head, std::uint32_t rows) {
    const auto codes = std::uint64_t{1} + head.typed + head.texts;
    const auto texts = LengthOf(bytes, head.ends, head.texts);
    if (codes > kMostSegmentRows + 1 || !texts || !Items<char>(bytes, head.bytes, *texts) ||
        !Items<Bits>(bytes, head.values, head.typed) || !AllBelow(bytes, head.codes, rows, codes))
        return false;
    if (head.starts == 0) return true;
    return LengthOf(bytes, head.starts, codes) == rows && AllBelow(bytes, head.rows, rows, rows);
}

bool WordsFit(std::string_view bytes, const SegmentHead& head) {
    if (head.word_count == 0) return true;
    const auto texts = LengthOf(bytes, head.word_ends, head.word_count),
               rows = LengthOf(bytes, head.word_starts, head.word_count);
    return texts && rows && Items<char>(bytes, head.word_bytes, *texts) && AllBelow(bytes, head.word_rows, *rows, head.row_count);
}

}  // namespace

bool HoldsTogether(std::string_view bytes, std::size_t columns) {
    const auto head = Items<SegmentHead>(bytes, 0, 1);
    if (!head || head->front().size > bytes.size()) return false;
    bytes = bytes.substr(0, head->front().size);
    const auto heads = Items<ColumnHead>(bytes, sizeof(SegmentHead), columns);
    if (!heads || head->front().row_count > kMostSegmentRows || !WordsFit(bytes, head->front())) return false;
    // With rows indexed in one column they are in all: readers ask the first segment's.
    return std::ranges::all_of(*heads, [&](const ColumnHead& each) {
        return ColumnFits(bytes, each, head->front().row_count) && (each.starts == 0) == (heads->front().starts == 0);
    });
}

}  // namespace dongson::open_data
