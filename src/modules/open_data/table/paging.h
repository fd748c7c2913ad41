// The chosen rows in an order, a page at a time.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "modules/open_data/table/selection.h"

namespace dongson::open_data {

struct Order {
    std::size_t column = 0;
    bool descending = false;
};

// Empty cells come last in either direction, values that do not fit their column's type after those that do; equal rows stand in
// the table's own order.
struct PageAsked {
    std::vector<Order> order;
    std::int64_t limit = 100, offset = 0;
    // The row, counted from 0 in the table, that the page before ended with: a table never changes, so that is all it takes to go
    // on, however deep.
    std::optional<std::int64_t> after;
};

struct RowPlace {
    std::uint32_t segment = 0;
    std::uint16_t row = 0;
    auto operator<=>(const RowPlace&) const = default;
};

// The place of a row counted from 0 in the table; nothing when there is no such row.
std::optional<RowPlace> PlaceOf(const Table& table, std::int64_t row);
std::int64_t RowAt(const Table& table, RowPlace place);

std::vector<RowPlace> ReadPage(const Selection& selection, const PageAsked& asked);

// Below zero when the first cell comes first, zero when they are equal.
int CompareCells(const ColumnPart& a, std::uint32_t code_a, const ColumnPart& b, std::uint32_t code_b);

}  // namespace dongson::open_data
