// Which rows of a table are asked for.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "core/refusal.h"
#include "modules/open_data/table/table.h"

namespace dongson::open_data {

enum class Compare : unsigned char { equal, not_equal, less, at_most, greater, at_least, contains, is_empty, not_empty };
std::optional<Compare> ParseCompare(std::string_view word);  // "eq", "ne", "lt", "lte", "gt", "gte", "like", "null", "notnull"
std::string_view CompareWord(Compare compare);

// One column against a value. Several values: any of them (equal only).
struct Condition {
    std::size_t column = 0;
    Compare compare = Compare::equal;
    std::vector<std::string> values;  // as the table writes them, or as the source does
};

struct Choice {
    std::vector<Condition> conditions;                          // all must hold …
    std::vector<std::vector<Condition>> either;                 // … and one of each of these
    std::string words;                                          // … and every word be in the row, the last perhaps only begun
    std::vector<std::pair<std::size_t, std::string>> words_in;  // … likewise within one column
};

// The rows of each segment that a choice takes, found as they are asked for.
class Selection {
  public:
    // Refuses a value that can never fit its column ("abc" below a number).
    static Result<Selection> Of(std::shared_ptr<const Table> table, Choice choice);

    const Table& table() const { return *table_; }
    bool everything() const;
    // The chosen rows of a segment in order.
    std::vector<std::uint16_t> RowsOf(std::size_t segment) const;
    // The same as one bit a row.
    using RowBits = std::vector<std::uint64_t>;
    RowBits BitsOf(const Segment& segment) const;
    std::int64_t CountOf(std::size_t segment) const;
    std::int64_t Count() const;

  private:
    using Codes = std::vector<CodeRange>;
    Codes CodesOf(const Segment& segment, const Condition& condition) const;
    RowBits BitsOf(const Segment& segment, const Condition& condition) const;
    RowBits BitsOfWords(const Segment& segment, const std::string& words) const;
    // By walking the rows of the condition that leaves the fewest; nothing when looking at every row is sooner done.
    std::optional<std::vector<std::uint16_t>> RowsByIndex(const Segment& segment) const;
    bool OneIndexedCondition(const Segment& segment) const;

    std::shared_ptr<const Table> table_;
    Choice choice_;
};

}  // namespace dongson::open_data
