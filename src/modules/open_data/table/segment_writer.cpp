#include "modules/open_data/table/segment_writer.h"

#include <algorithm>
#include <cstring>
#include <numeric>

#include "core/text.h"
#include "modules/open_data/table/cell.h"
#include "modules/open_data/table/word_rows.h"

namespace dongson::open_data {

namespace {

constexpr std::size_t kMostSegmentBytes = 24 << 20, kMostSegmentCells = 4 << 20, kExamples = 20;

template <class T>
std::uint64_t LayAll(std::string& bytes, const std::vector<T>& items) {
    return Lay(bytes, std::span<const T>(items));
}

// A code of the dictionary by what it is sorted by: a value, or the first eight bytes of a text.
struct Sorted {
    std::uint64_t order;
    std::uint32_t code;
};

std::uint64_t FirstBytes(std::string_view text) {
    std::uint64_t first = 0;
    std::memcpy(&first, text.data(), std::min<std::size_t>(8, text.size()));
    return __builtin_bswap64(first);
}

constexpr std::uint64_t kSign = std::uint64_t{1} << 63;

template <class Less>
void SortUnlessSorted(std::vector<Sorted>& items, Less less) {
    if (!std::ranges::is_sorted(items, less)) std::ranges::sort(items, less);
}

}  // namespace

SegmentWriter::SegmentWriter(const Schema& schema, Indexed indexed)
    : schema_(schema), indexed_(indexed), dictionaries_(schema.size()), codes_(schema.size()) {}

void SegmentWriter::Add(std::span<const std::string_view> cells) {
    for (std::size_t column = 0; column < schema_.size(); ++column) {
        const auto cell = column < cells.size() ? cells[column] : std::string_view();
        codes_[column].push_back(static_cast<std::uint16_t>(dictionaries_[column].Add(cell)));
        held_ += cell.size();
    }
}

bool SegmentWriter::full() const {
    return rows() == kMostSegmentRows || held_ > kMostSegmentBytes || rows() * schema_.size() > kMostSegmentCells;
}

// Sorts a column's different values: those of its type first, by value, then the texts, by their bytes. Returns the code each
// code of the dictionary has from now on; two ways of writing one value become one.
std::vector<std::uint16_t> SegmentWriter::LayValues(std::size_t column, ColumnHead& head, std::string& bytes) const {
    const auto& dictionary = dictionaries_[column];
    const auto& form = schema_[column];
    std::vector<Sorted> typed, texts;
    (form.type == ColumnType::text ? texts : typed).reserve(dictionary.size());
    for (std::uint32_t code = 1; code < dictionary.size(); ++code) {
        const auto text = dictionary.Text(code);
        if (const auto bits = ParseCell(form.type, form.numbers, form.dates, text))
            typed.push_back({static_cast<std::uint64_t>(*bits) ^ kSign, code});
        else if (form.type == ColumnType::text || !Trim(text).empty())
            texts.push_back({FirstBytes(text), code});
    }
    SortUnlessSorted(typed, [](const Sorted& a, const Sorted& b) { return a.order < b.order; });
    SortUnlessSorted(texts, [&](const Sorted& a, const Sorted& b) {
        return a.order != b.order ? a.order < b.order : dictionary.Text(a.code) < dictionary.Text(b.code);
    });

    std::vector<std::uint16_t> new_codes(dictionary.size());
    std::vector<Bits> values;
    values.reserve(typed.size());
    for (const auto& each : typed) {
        const auto bits = static_cast<Bits>(each.order ^ kSign);
        if (values.empty() || values.back() != bits) values.push_back(bits);
        new_codes[each.code] = static_cast<std::uint16_t>(values.size());
    }
    std::vector<std::uint32_t> ends{0};
    ends.reserve(texts.size() + 1);
    std::string joined;
    for (const auto& each : texts) {
        joined += dictionary.Text(each.code);
        ends.push_back(static_cast<std::uint32_t>(joined.size()));
        new_codes[each.code] = static_cast<std::uint16_t>(values.size() + ends.size() - 1);
    }
    head.typed = static_cast<std::uint32_t>(values.size());
    head.texts = static_cast<std::uint32_t>(texts.size());
    head.values = LayAll(bytes, values);
    head.ends = LayAll(bytes, ends);
    head.bytes = Lay(bytes, std::span<const char>(joined));
    return new_codes;
}

void SegmentWriter::LayRows(std::size_t column, const std::vector<std::uint16_t>& new_codes, ColumnHead& head,
                            std::string& bytes) {
    auto& codes = codes_[column];
    for (auto& code : codes) code = new_codes[code];
    head.codes = LayAll(bytes, codes);
    if (indexed_ == Indexed::no) return;
    std::vector<std::uint32_t> starts(std::size_t{head.typed} + head.texts + 2);
    for (const auto code : codes) ++starts[code + 1U];
    std::partial_sum(starts.begin(), starts.end(), starts.begin());
    std::vector<std::uint16_t> rows(codes.size());
    auto next = starts;
    for (std::size_t row = 0; row < codes.size(); ++row) rows[next[codes[row]]++] = static_cast<std::uint16_t>(row);
    head.starts = LayAll(bytes, starts);
    head.rows = LayAll(bytes, rows);
}

void SegmentWriter::NoteMisfits(std::size_t column, std::uint32_t typed, std::int64_t first_row, Image& image) const {
    if (schema_[column].type == ColumnType::text) return;
    std::int64_t found = 0;
    for (std::size_t row = 0; row < codes_[column].size(); ++row)
        if (codes_[column][row] > typed && ++found <= static_cast<std::int64_t>(kExamples))
            image.examples.push_back({column, first_row + static_cast<std::int64_t>(row), ""});
    image.misfits += found;
}

SegmentWriter::Image SegmentWriter::Finish(std::int64_t first_row) {
    Image image;
    SegmentHead head{.row_count = static_cast<std::uint32_t>(rows())};
    std::vector<ColumnHead> columns(schema_.size());
    image.bytes.resize(sizeof head + columns.size() * sizeof(ColumnHead));
    WordRows words;
    for (std::size_t column = 0; column < schema_.size(); ++column) {
        const auto new_codes = LayValues(column, columns[column], image.bytes);
        LayRows(column, new_codes, columns[column], image.bytes);
        const auto first_example = image.examples.size();
        NoteMisfits(column, columns[column].typed, first_row, image);
        const auto text_of = [&](std::uint16_t code) {
            const auto* ends = reinterpret_cast<const std::uint32_t*>(image.bytes.data() + columns[column].ends);
            const auto at = code - columns[column].typed - 1;
            return std::string_view(image.bytes).substr(columns[column].bytes + ends[at], ends[at + 1] - ends[at]);
        };
        for (auto each = first_example; each < image.examples.size(); ++each)
            image.examples[each].text = text_of(codes_[column][static_cast<std::size_t>(image.examples[each].row - first_row)]);
        if (indexed_ == Indexed::rows_and_words) {
            const auto* starts = reinterpret_cast<const std::uint32_t*>(image.bytes.data() + columns[column].starts);
            const auto* all_rows = reinterpret_cast<const std::uint16_t*>(image.bytes.data() + columns[column].rows);
            for (std::uint32_t code = columns[column].typed + 1; code <= columns[column].typed + columns[column].texts; ++code)
                words.Add(text_of(static_cast<std::uint16_t>(code)), {all_rows + starts[code], starts[code + 1] - starts[code]});
        }
        dictionaries_[column].Clear();
        codes_[column].clear();
    }
    if (indexed_ == Indexed::rows_and_words) words.LayInto(head, image.bytes);
    image.bytes.resize((image.bytes.size() + 7) / 8 * 8);
    head.size = image.bytes.size();
    std::memcpy(image.bytes.data(), &head, sizeof head);
    std::memcpy(image.bytes.data() + sizeof head, columns.data(), columns.size() * sizeof(ColumnHead));
    held_ = 0;
    return image;
}

}  // namespace dongson::open_data
