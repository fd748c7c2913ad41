// A column of a table: what programs call it, what its values are, and what people should know about it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dongson::open_data {

enum class ColumnType : unsigned char { text, integer, number, boolean, date, datetime };
inline constexpr ColumnType kColumnTypes[] = {ColumnType::text,    ColumnType::integer, ColumnType::number,
                                              ColumnType::boolean, ColumnType::date,    ColumnType::datetime};
std::string_view ColumnTypeWord(ColumnType type);  // as schemas write it: "integer"
std::optional<ColumnType> ParseColumnType(std::string_view word);
std::string_view ColumnTypeName(ColumnType type);  // for people: "Số nguyên"

// How the source writes numbers: 1234.5, 1.234,5 or 1,234.5.
enum class NumberForm : unsigned char { plain, vietnamese, english };
std::string_view NumberFormWord(NumberForm form);
std::optional<NumberForm> ParseNumberForm(std::string_view word);

// How the source writes dates: 2025-08-29, 29/8/2025 or 8/29/2025.
enum class DateForm : unsigned char { year_first, day_first, month_first };
std::string_view DateFormWord(DateForm form);
std::optional<DateForm> ParseDateForm(std::string_view word);

struct Column {
    std::string name;  // in addresses and programs: "ma_xa"
    ColumnType type = ColumnType::text;
    NumberForm numbers = NumberForm::plain;
    DateForm dates = DateForm::year_first;
    std::string source = {};  // what the file's header calls it, by which the next file is recognised
    bool key = false;         // together with the other key columns it tells rows apart
    // The data dictionary.
    std::string title, meaning, unit, code_list;

    bool operator==(const Column&) const = default;
};
using Schema = std::vector<Column>;

// The place of a column by its name; nothing when there is none.
std::optional<std::size_t> FindColumn(const Schema& schema, std::string_view name);

// A schema as JSON and back; what cannot be read is nothing.
std::string SchemaToJson(const Schema& schema);
std::optional<Schema> SchemaFromJson(std::string_view json);

// A column as SQLite declares it: its name in quotes, and the type that clients show.
std::string SqlName(std::string_view name);
std::string_view SqlType(ColumnType type);

}  // namespace dongson::open_data
