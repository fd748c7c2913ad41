// A table as both databases have it: what a move copies, and by what its rows stand in order.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dongson::storage {

enum class ColumnKind : unsigned char { integer, decimal, text, bytes };

struct Column {
    std::string name;
    ColumnKind kind;
    bool may_be_null;
    bool operator==(const Column&) const = default;
};

struct Table {
    std::string name;
    std::vector<Column> columns;
    std::vector<std::size_t> key;  // which columns are the primary key, in its order
    bool operator==(const Table&) const = default;

    // "a", "b", "c": as either database reads them.
    std::string ColumnList() const;
};

std::string Quoted(std::string_view name);
// As migrations write it and PostgreSQL says it; nothing for a type that a move does not know.
std::optional<ColumnKind> ColumnKindOf(std::string_view declared);

}  // namespace dongson::storage
