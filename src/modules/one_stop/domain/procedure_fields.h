// How the values of a procedure stand in fields, and where a field is.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "modules/one_stop/domain/procedure_sheet.h"

namespace dongson::one_stop {

// A row of a list: "papers.2".
struct SheetPlace {
    const SheetList* list = nullptr;
    std::size_t row = 0;
};
std::optional<SheetPlace> ParseSheetPlace(std::string_view path);
std::string PathOf(const SheetPlace& place);

// The field beside that of a fact which names what it showed.
inline constexpr std::string_view kShownBefore = "_goc";

std::string FactInText(const FactColumn& column, std::string typed);

// A day as fields have it, and as the text does; what is none stays as it stands.
bool IsDayColumn(std::string_view key);
bool IsMoneyColumn(std::string_view key);

}  // namespace dongson::one_stop
