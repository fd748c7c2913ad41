#include "modules/open_data/table/selection.h"

#include <algorithm>
#include <bit>
#include <iterator>
#include <limits>

#include "core/text.h"

namespace dongson::open_data {

namespace {

constexpr std::string_view kCompareWords[] = {"eq", "ne", "lt", "lte", "gt", "gte", "like", "null", "notnull"};

// The value of a condition in its column: as the table writes it first, then as the source does.
std::optional<Bits> BitsIn(const Column& column, std::string_view text) {
    if (const auto bits = ParseCell(column.type, NumberForm::plain, DateForm::year_first, text)) return bits;
    if (column.type == ColumnType::integer)
        if (const auto number = ParseCell(ColumnType::number, NumberForm::plain, DateForm::year_first, text))
            if (NumberOf(*number) == static_cast<double>(static_cast<std::int64_t>(NumberOf(*number))))
                return static_cast<Bits>(NumberOf(*number));
    return ParseCell(column.type, column.numbers, column.dates, text);
}

bool IsOrder(Compare compare) {
    return compare == Compare::less || compare == Compare::at_most || compare == Compare::greater || compare == Compare::at_least;
}

// Ranges of codes are kept in order and apart.
void Add(std::vector<CodeRange>& ranges, CodeRange range) {
    if (!range.empty()) ranges.push_back(range);
}

std::vector<CodeRange> Others(std::vector<CodeRange> ranges, std::uint32_t codes) {
    std::ranges::sort(ranges, {}, &CodeRange::first);
    std::vector<CodeRange> others;
    std::uint32_t next = 0;
    for (const auto& range : ranges) {
        Add(others, {next, range.first});
        next = std::max(next, range.last);
    }
    Add(others, {next, codes});
    return others;
}

CodeRange InOrder(const ColumnPart& part, Compare compare, Bits bits) {
    constexpr auto kMost = std::numeric_limits<Bits>::max();
    const auto after = bits == kMost ? std::optional<Bits>() : std::optional<Bits>(bits + 1);
    switch (compare) {
        case Compare::less:
            return part.Between(std::nullopt, bits);
        case Compare::at_most:
            return part.Between(std::nullopt, after);
        case Compare::greater:
            return after ? part.Between(after, std::nullopt) : CodeRange{};
        case Compare::at_least:
            return part.Between(bits, std::nullopt);
        default:
            return after ? part.Between(bits, after) : part.Between(bits, std::nullopt);
    }
}

CodeRange InOrder(const ColumnPart& part, Compare compare, const std::string& text) {
    const std::string after = text + '\0';  // the next text there is
    switch (compare) {
        case Compare::less:
            return part.BetweenTexts(std::nullopt, text);
        case Compare::at_most:
            return part.BetweenTexts(std::nullopt, after);
        case Compare::greater:
            return part.BetweenTexts(after, std::nullopt);
        case Compare::at_least:
            return part.BetweenTexts(text, std::nullopt);
        default:
            return part.BetweenTexts(text, after);
    }
}

}  // namespace

std::optional<Compare> ParseCompare(std::string_view word) {
    const auto found = std::ranges::find(kCompareWords, word);
    if (found == std::end(kCompareWords)) return std::nullopt;
    return static_cast<Compare>(found - std::begin(kCompareWords));
}

std::string_view CompareWord(Compare compare) {
    return kCompareWords[static_cast<std::size_t>(compare)];
}

Result<Selection> Selection::Of(std::shared_ptr<const Table> table, Choice choice) {
    Selection selection;
    selection.table_ = std::move(table);
    selection.choice_ = std::move(choice);
    const auto& schema = selection.table_->schema();
    const auto check = [&](const Condition& condition) -> std::optional<Refusal> {
        const auto& column = schema[condition.column];
        if (!IsOrder(condition.compare) || column.type == ColumnType::text) return std::nullopt;
        for (const auto& value : condition.values)
            if (!BitsIn(column, value))
                return Refusal{"TABLE_VALUE_DOES_NOT_FIT",
                               Say("“{1}” không so sánh được với cột {2} (kiểu {3}).", value, column.name,
                                   std::string(ColumnTypeWord(column.type))),
                               column.name};
        return std::nullopt;
    };
    for (const auto& condition : selection.choice_.conditions)
        if (auto refusal = check(condition)) return std::unexpected(std::move(*refusal));
    for (const auto& group : selection.choice_.either)
        for (const auto& condition : group)
            if (auto refusal = check(condition)) return std::unexpected(std::move(*refusal));
    selection.choice_.words = Fold(selection.choice_.words);
    return selection;
}

bool Selection::everything() const {
    return choice_.conditions.empty() && choice_.either.empty() && choice_.words.empty() && choice_.words_in.empty();
}

// The codes of a column that hold a condition.
Selection::Codes Selection::CodesOf(const Segment& segment, const Condition& condition) const {
    const auto part = segment.column(condition.column);
    const auto& column = table_->schema()[condition.column];
    Codes codes;
    switch (condition.compare) {
        case Compare::is_empty:
            Add(codes, {0, 1});
            return codes;
        case Compare::not_empty:
            Add(codes, {1, part.codes()});
            return codes;
        case Compare::contains: {
            const auto wanted = Fold(condition.values.empty() ? "" : condition.values.front());
            std::string text;
            for (std::uint32_t code = 1; code < part.codes(); ++code) {
                text.clear();
                part.Append(code, text);
                if (Fold(text).find(wanted) != std::string::npos) Add(codes, {code, code + 1});
            }
            return codes;
        }
        default:
            break;
    }
    for (const auto& value : condition.values) {
        const auto bits = column.type == ColumnType::text ? std::nullopt : BitsIn(column, value);
        if (value.empty() && !IsOrder(condition.compare))
            Add(codes, {0, 1});
        else if (bits)
            Add(codes, InOrder(part, condition.compare, *bits));
        else
            Add(codes, InOrder(part, condition.compare, value));
    }
    return condition.compare == Compare::not_equal ? Others(std::move(codes), part.codes()) : codes;
}

Selection::RowBits Selection::BitsOf(const Segment& segment, const Condition& condition) const {
    RowBits bits((segment.rows() + 63) / 64);
    const auto part = segment.column(condition.column);
    const auto codes = CodesOf(segment, condition);
    const auto* row_codes = part.row_codes();
    if (codes.size() == 1) {  // one range: a run over the codes that the compiler can widen
        const auto first = codes.front().first, width = codes.front().last - codes.front().first;
        for (std::uint32_t word = 0; word < bits.size(); ++word) {
            const auto end = std::min(64U, segment.rows() - word * 64);
            std::uint64_t held = 0;
            for (std::uint32_t bit = 0; bit < end; ++bit)
                held |= static_cast<std::uint64_t>(row_codes[word * 64 + bit] - first < width) << bit;
            bits[word] = held;
        }
        return bits;
    }
    std::vector<bool> wanted(part.codes());
    for (const auto& range : codes)
        for (auto code = range.first; code < range.last; ++code) wanted[code] = true;
    for (std::uint32_t row = 0; row < segment.rows(); ++row)
        bits[row / 64] |= static_cast<std::uint64_t>(wanted[row_codes[row]]) << row % 64;
    return bits;
}

Selection::RowBits Selection::BitsOfWords(const Segment& segment, const std::string& words) const {
    RowBits bits((segment.rows() + 63) / 64, ~std::uint64_t{0});
    const auto all = dongson::Words(words);
    for (std::size_t index = 0; index < all.size(); ++index) {
        RowBits with(bits.size());
        for (const auto row : segment.RowsWith(all[index], index + 1 == all.size()))
            with[row / 64] |= std::uint64_t{1} << row % 64;
        for (std::size_t word = 0; word < bits.size(); ++word) bits[word] &= with[word];
    }
    return bits;
}

Selection::RowBits Selection::BitsOf(const Segment& segment) const {
    RowBits bits((segment.rows() + 63) / 64, ~std::uint64_t{0});
    if (segment.rows() % 64 != 0) bits.back() = (std::uint64_t{1} << segment.rows() % 64) - 1;
    const auto both = [&](const RowBits& other) {
        for (std::size_t word = 0; word < bits.size(); ++word) bits[word] &= other[word];
    };
    for (const auto& condition : choice_.conditions) both(BitsOf(segment, condition));
    for (const auto& group : choice_.either) {
        RowBits any(bits.size());
        for (const auto& condition : group) {
            const auto one = BitsOf(segment, condition);
            for (std::size_t word = 0; word < any.size(); ++word) any[word] |= one[word];
        }
        both(any);
    }
    if (!choice_.words.empty()) both(BitsOfWords(segment, choice_.words));
    for (const auto& [column, text] : choice_.words_in)
        for (const auto& word : dongson::Words(Fold(text))) both(BitsOf(segment, {column, Compare::contains, {word}}));
    return bits;
}

// One condition on an indexed column whose codes lie together is answered by the index alone.
bool Selection::OneIndexedCondition(const Segment& segment) const {
    return choice_.conditions.size() == 1 && choice_.either.empty() && choice_.words.empty() && choice_.words_in.empty() &&
           segment.column(choice_.conditions.front().column).indexed();
}

std::optional<std::vector<std::uint16_t>> Selection::RowsByIndex(const Segment& segment) const {
    if (choice_.conditions.empty() || !choice_.either.empty() || !choice_.words.empty() || !choice_.words_in.empty())
        return std::nullopt;
    std::vector<Codes> codes;
    std::size_t leading = 0;
    std::uint32_t fewest = segment.rows() / 4;
    for (const auto& condition : choice_.conditions) {
        const auto part = segment.column(condition.column);
        if (!part.indexed()) return std::nullopt;
        std::uint32_t rows = 0;
        for (const auto& range : codes.emplace_back(CodesOf(segment, condition)))
            rows += part.starts()[range.last] - part.starts()[range.first];
        if (rows >= fewest) continue;
        fewest = rows;
        leading = codes.size();
    }
    if (leading-- == 0) return std::nullopt;
    const auto part = segment.column(choice_.conditions[leading].column);
    std::vector<std::uint16_t> rows;
    rows.reserve(fewest);
    for (const auto& range : codes[leading])
        rows.insert(rows.end(), part.rows() + part.starts()[range.first], part.rows() + part.starts()[range.last]);
    if (codes[leading].size() != 1 || codes[leading].front().last - codes[leading].front().first != 1) std::ranges::sort(rows);
    for (std::size_t index = 0; index < codes.size(); ++index) {
        if (index == leading) continue;
        const auto* row_codes = segment.column(choice_.conditions[index].column).row_codes();
        std::erase_if(rows, [&](std::uint16_t row) {
            return std::ranges::none_of(
                codes[index], [&](const CodeRange& range) { return row_codes[row] - range.first < range.last - range.first; });
        });
    }
    return rows;
}

std::vector<std::uint16_t> Selection::RowsOf(std::size_t index) const {
    const auto& segment = table_->segments()[index];
    if (auto few = RowsByIndex(segment)) return *std::move(few);
    std::vector<std::uint16_t> rows;
    const auto bits = BitsOf(segment);
    for (std::size_t word = 0; word < bits.size(); ++word)
        for (auto left = bits[word]; left != 0; left &= left - 1)
            rows.push_back(static_cast<std::uint16_t>(word * 64 + static_cast<std::size_t>(std::countr_zero(left))));
    return rows;
}

std::int64_t Selection::CountOf(std::size_t index) const {
    const auto& segment = table_->segments()[index];
    if (everything()) return segment.rows();
    std::int64_t count = 0;
    if (OneIndexedCondition(segment)) {
        const auto part = segment.column(choice_.conditions.front().column);
        for (const auto& range : CodesOf(segment, choice_.conditions.front()))
            count += part.starts()[range.last] - part.starts()[range.first];
        return count;
    }
    if (const auto few = RowsByIndex(segment)) return static_cast<std::int64_t>(few->size());
    for (const auto word : BitsOf(segment)) count += std::popcount(word);
    return count;
}

std::int64_t Selection::Count() const {
    if (everything()) return table_->rows();
    std::int64_t count = 0;
    for (std::size_t segment = 0; segment < table_->segments().size(); ++segment) count += CountOf(segment);
    return count;
}

}  // namespace dongson::open_data
