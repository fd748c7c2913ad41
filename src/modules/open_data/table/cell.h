// One cell: from the text a source writes to a typed value, and back to the one text that everybody gets.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "modules/open_data/table/column.h"

namespace dongson::open_data {

// A value as eight bytes whose order as signed numbers is the order of the values: whole numbers as they are, decimal numbers by
// the bits of a double turned so that they compare, booleans 0 and 1, dates in days, instants in milliseconds of the clock on the
// wall in Vietnam.
using Bits = std::int64_t;

Bits BitsOf(double number);
double NumberOf(Bits bits);

// The value of a text in a column, blanks around it put aside; nothing when it does not fit. Text columns have no bits.
//
// A whole number with a zero in front ("0164") does not fit: it is a code, and would lose its zero.
std::optional<Bits> ParseCell(ColumnType type, NumberForm numbers, DateForm dates, std::string_view text);

// As everybody gets it: 1234.5, true, 2025-08-29, 2025-08-29 16:40:00.
void AppendCell(ColumnType type, Bits bits, std::string& out);
std::string CellText(ColumnType type, Bits bits);

}  // namespace dongson::open_data
