#include "modules/open_data/table/paging.h"

#include <algorithm>
#include <queue>

namespace dongson::open_data {

namespace {

// Decides between two rows by the asked order, then by their place.
class Before {
  public:
    Before(const Table& table, const std::vector<Order>& order) : table_(table), order_(order) {}

    bool operator()(RowPlace a, RowPlace b) const {
        for (const auto& [column, descending] : order_) {
            const auto part_a = table_.segments()[a.segment].column(column), part_b = table_.segments()[b.segment].column(column);
            const auto code_a = part_a.row_codes()[a.row], code_b = part_b.row_codes()[b.row];
            if (a.segment == b.segment && code_a == code_b) continue;
            const auto compared = CompareCells(part_a, code_a, part_b, code_b);
            if (compared == 0) continue;
            if (code_a == 0 || code_b == 0) return code_b == 0;  // empty cells last, whichever way
            return descending ? compared > 0 : compared < 0;
        }
        return a < b;
    }

  private:
    const Table& table_;
    const std::vector<Order>& order_;
};

bool Chosen(const Selection::RowBits& bits, std::uint16_t row) {
    return (bits[row / 64] >> row % 64 & 1) != 0;
}

// In the table's own order: whole segments are passed over by counting.
std::vector<RowPlace> ReadInPlace(const Selection& selection, const PageAsked& asked) {
    const auto& segments = selection.table().segments();
    std::vector<RowPlace> page;
    auto skip = asked.offset;
    const auto after = asked.after.value_or(-1);
    for (std::uint32_t index = 0; index < segments.size() && static_cast<std::int64_t>(page.size()) < asked.limit; ++index) {
        const auto first = segments[index].first_row();
        if (first + segments[index].rows() <= after + 1) continue;
        if (selection.everything()) {
            const auto begin = std::max<std::int64_t>(0, after + 1 - first) + skip;
            skip = std::max<std::int64_t>(0, begin - segments[index].rows());
            for (auto row = begin; row < segments[index].rows() && static_cast<std::int64_t>(page.size()) < asked.limit; ++row)
                page.push_back({index, static_cast<std::uint16_t>(row)});
            continue;
        }
        if (first > after && skip > 0) {
            const auto count = selection.CountOf(index);
            if (count <= skip) {
                skip -= count;
                continue;
            }
        }
        for (const auto row : selection.RowsOf(index)) {
            if (first + row <= after) continue;
            if (skip-- > 0) continue;
            page.push_back({index, row});
            if (static_cast<std::int64_t>(page.size()) == asked.limit) break;
        }
        skip = std::max<std::int64_t>(0, skip);
    }
    return page;
}

// Every chosen row, as many sorted as are asked for.
std::vector<RowPlace> ReadBySorting(const Selection& selection, const PageAsked& asked) {
    const auto& table = selection.table();
    const Before before(table, asked.order);
    const auto after = asked.after ? PlaceOf(table, *asked.after) : std::nullopt;
    std::vector<RowPlace> rows;
    for (std::uint32_t index = 0; index < table.segments().size(); ++index)
        for (const auto row : selection.RowsOf(index))
            if (const RowPlace place{index, row}; !after || before(*after, place)) rows.push_back(place);
    const auto end = rows.begin() + std::min<std::int64_t>(asked.offset + asked.limit, static_cast<std::int64_t>(rows.size()));
    std::partial_sort(rows.begin(), end, rows.end(), before);
    return {rows.begin() + std::min<std::int64_t>(asked.offset, end - rows.begin()), end};
}

// One segment's rows in the order of one column, as its index has them.
class Cursor {
  public:
    Cursor(const Selection& selection, std::uint32_t segment, Order order)
        : part_(selection.table().segments()[segment].column(order.column)),
          segment_(segment),
          descending_(order.descending),
          bits_(selection.everything() ? Selection::RowBits() : selection.BitsOf(selection.table().segments()[segment])),
          code_(descending_ ? part_.codes() : 0) {
        NextCode();
        Settle();
    }

    bool done() const { return done_; }
    RowPlace place() const { return {segment_, part_.rows()[at_]}; }
    void Step() {
        ++at_;
        Settle();
    }

    // Passes over everything that comes before a row of any segment, that row included.
    void PassOver(const Table& table, RowPlace after, Order order) {
        const std::vector<Order> one{order};
        const Before before(table, one);
        // Whole codes first: the rows of a code are equal, so that looking at one of them is enough.
        while (!done_) {
            const RowPlace last{segment_, part_.rows()[end_ - 1]};
            if (before(after, last)) break;
            at_ = end_;
            Settle();
        }
        while (!done_ && !before(after, place())) Step();
    }

  private:
    void NextCode() {
        // Up: 1 … codes-1, then 0. Down: codes-1 … 1, then 0.
        if (code_ == 0 && started_) {
            done_ = true;
            return;
        }
        if (descending_)
            --code_;
        else
            code_ = code_ + 1 == part_.codes() ? 0 : code_ + 1;
        started_ = true;
        at_ = part_.starts()[code_];
        end_ = part_.starts()[code_ + 1];
    }
    // Forward to the next chosen row.
    void Settle() {
        while (!done_) {
            for (; at_ < end_; ++at_)
                if (bits_.empty() || Chosen(bits_, part_.rows()[at_])) return;
            NextCode();
        }
    }

    ColumnPart part_;
    std::uint32_t segment_;
    bool descending_;
    Selection::RowBits bits_;
    std::uint32_t code_;
    std::uint32_t at_ = 0, end_ = 0;
    bool started_ = false, done_ = false;
};

std::vector<RowPlace> ReadByIndex(const Selection& selection, const PageAsked& asked) {
    const auto& table = selection.table();
    const Before before(table, asked.order);
    const auto after = asked.after ? PlaceOf(table, *asked.after) : std::nullopt;
    std::vector<Cursor> cursors;
    for (std::uint32_t index = 0; index < table.segments().size(); ++index) {
        Cursor cursor(selection, index, asked.order.front());
        if (after) cursor.PassOver(table, *after, asked.order.front());
        if (!cursor.done()) cursors.push_back(std::move(cursor));
    }
    const auto later = [&](std::size_t a, std::size_t b) { return before(cursors[b].place(), cursors[a].place()); };
    std::priority_queue<std::size_t, std::vector<std::size_t>, decltype(later)> next(later);
    for (std::size_t index = 0; index < cursors.size(); ++index) next.push(index);
    std::vector<RowPlace> page;
    for (auto skip = asked.offset; !next.empty() && static_cast<std::int64_t>(page.size()) < asked.limit;) {
        const auto index = next.top();
        next.pop();
        if (skip-- <= 0) page.push_back(cursors[index].place());
        cursors[index].Step();
        if (!cursors[index].done()) next.push(index);
    }
    return page;
}

}  // namespace

std::optional<RowPlace> PlaceOf(const Table& table, std::int64_t row) {
    if (row < 0 || row >= table.rows()) return std::nullopt;
    const auto after = std::ranges::upper_bound(table.segments(), row, {}, &Segment::first_row);
    const auto index = static_cast<std::uint32_t>(after - table.segments().begin() - 1);
    return RowPlace{index, static_cast<std::uint16_t>(row - table.segments()[index].first_row())};
}

std::int64_t RowAt(const Table& table, RowPlace place) {
    return table.segments()[place.segment].first_row() + place.row;
}

int CompareCells(const ColumnPart& a, std::uint32_t code_a, const ColumnPart& b, std::uint32_t code_b) {
    if (code_a == 0 || code_b == 0) return (code_a == 0) - (code_b == 0);
    const bool typed_a = a.IsTyped(code_a), typed_b = b.IsTyped(code_b);
    if (typed_a != typed_b) return typed_a ? -1 : 1;
    if (!typed_a) return a.TextAt(code_a).compare(b.TextAt(code_b));
    return (a.BitsAt(code_a) > b.BitsAt(code_b)) - (a.BitsAt(code_a) < b.BitsAt(code_b));
}

std::vector<RowPlace> ReadPage(const Selection& selection, const PageAsked& asked) {
    if (asked.order.empty()) return ReadInPlace(selection, asked);
    const auto& segments = selection.table().segments();
    const bool indexed = !segments.empty() && segments.front().column(asked.order.front().column).indexed();
    // The index is worth walking when it meets chosen rows soon; few rows are sorted sooner.
    const bool many = selection.everything() || selection.Count() * 20 > selection.table().rows();
    return asked.order.size() == 1 && indexed && many ? ReadByIndex(selection, asked) : ReadBySorting(selection, asked);
}

}  // namespace dongson::open_data
