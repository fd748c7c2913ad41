#include "storage/move/table.h"

#include <algorithm>
#include <cctype>

namespace dongson::storage {

std::string Quoted(std::string_view name) {
    return "\"" + std::string(name) + "\"";
}

std::string Table::ColumnList() const {
    std::string list;
    for (const auto& column : columns) list += (list.empty() ? "" : ", ") + Quoted(column.name);
    return list;
}

std::optional<ColumnKind> ColumnKindOf(std::string_view declared) {
    std::string type(declared);
    std::ranges::transform(type, type.begin(), [](unsigned char c) { return std::tolower(c); });
    if (type == "bigint" || type == "integer") return ColumnKind::integer;
    if (type == "double precision") return ColumnKind::decimal;
    if (type == "text") return ColumnKind::text;
    if (type == "blob" || type == "bytea") return ColumnKind::bytes;
    return std::nullopt;
}

}  // namespace dongson::storage
