// A table in its file, mapped and read where it lies. It never changes: any number of readers share one.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/refusal.h"
#include "modules/open_data/table/cell.h"
#include "modules/open_data/table/column.h"
#include "modules/open_data/table/format.h"

namespace dongson::open_data {

// Codes between first and last, the last one left out.
struct CodeRange {
    std::uint32_t first = 0, last = 0;
    bool empty() const { return first >= last; }
};

// A column within one segment. Code 0 is the empty cell, then the values of the column's type in order, then the texts that are
// none, in order of their bytes.
class ColumnPart {
  public:
    ColumnPart(const char* segment, const ColumnHead& head, ColumnType type) : segment_(segment), head_(head), type_(type) {}

    ColumnType type() const { return type_; }
    std::uint32_t codes() const { return 1 + head_.typed + head_.texts; }
    std::uint32_t typed() const { return head_.typed; }
    bool IsTyped(std::uint32_t code) const { return code >= 1 && code <= head_.typed; }
    Bits BitsAt(std::uint32_t code) const { return At<Bits>(head_.values)[code - 1]; }
    std::string_view TextAt(std::uint32_t code) const {
        const auto* ends = At<std::uint32_t>(head_.ends) + (code - head_.typed - 1);
        return {segment_ + head_.bytes + ends[0], ends[1] - ends[0]};
    }
    void Append(std::uint32_t code, std::string& out) const;
    const std::uint16_t* row_codes() const { return At<std::uint16_t>(head_.codes); }
    // With an index only: where the rows of each code begin, and the rows in the order of their codes.
    bool indexed() const { return head_.starts != 0; }
    const std::uint32_t* starts() const { return At<std::uint32_t>(head_.starts); }
    const std::uint16_t* rows() const { return At<std::uint16_t>(head_.rows); }

    // Values from `least` on, below `above` (typed columns), or texts likewise.
    CodeRange Between(std::optional<Bits> least, std::optional<Bits> above) const;
    CodeRange BetweenTexts(std::optional<std::string_view> least, std::optional<std::string_view> above) const;

  private:
    template <class T>
    const T* At(std::uint64_t place) const {
        return reinterpret_cast<const T*>(segment_ + place);
    }

    const char* segment_;
    const ColumnHead& head_;
    ColumnType type_;
};

class Segment {
  public:
    Segment(const char* bytes, const Schema& schema, std::int64_t first_row)
        : bytes_(bytes), schema_(&schema), first_row_(first_row) {}

    std::uint32_t rows() const { return head().row_count; }
    std::int64_t first_row() const { return first_row_; }  // of the table, from 0
    ColumnPart column(std::size_t index) const {
        return {bytes_, reinterpret_cast<const ColumnHead*>(bytes_ + sizeof(SegmentHead))[index], (*schema_)[index].type};
    }
    // The rows that hold a word, in order; with `prefix`, those that hold a word beginning so, in no order and perhaps twice.
    std::vector<std::uint16_t> RowsWith(std::string_view word, bool prefix) const;

  private:
    const SegmentHead& head() const { return *reinterpret_cast<const SegmentHead*>(bytes_); }

    const char* bytes_;
    const Schema* schema_;
    std::int64_t first_row_;
};

class Table {
  public:
    // Whether a file is held against its checksum and its bounds, which reads all of it: not again for each question that a
    // process of its own answers.
    enum class Trust : unsigned char { nothing, checked };
    // Refuses what is not a whole table, as it was written.
    static Result<std::shared_ptr<const Table>> Open(const std::string& path, Trust trust = Trust::nothing);
    ~Table();
    Table(const Table&) = delete;
    Table& operator=(const Table&) = delete;

    const Schema& schema() const { return schema_; }
    std::int64_t rows() const { return rows_; }
    std::int64_t bytes() const { return static_cast<std::int64_t>(size_); }
    const std::vector<Segment>& segments() const { return segments_; }

  private:
    Table() = default;
    bool Read(Trust trust);

    const char* bytes_ = nullptr;
    std::size_t size_ = 0;
    Schema schema_;
    std::vector<Segment> segments_;
    std::int64_t rows_ = 0;
};

}  // namespace dongson::open_data
