#include "modules/one_stop/domain/procedure_fields.h"

#include <algorithm>

#include "core/text.h"
#include "core/time.h"
#include "platform/definitions/editing_step.h"

namespace dongson::one_stop {

using definitions::OneLine;

// As a value stands in the text, of what was typed into its field.
std::string FactInText(const FactColumn& column, std::string typed) {
    typed = ReplaceAll(std::move(typed), "\r\n", "\n");
    if (column.key == "audience") return ReplaceAll(std::move(typed), ",", "\n");
    if (column.kind == FactKind::prose) return std::string(Trim(typed));
    if (column.kind == FactKind::lines) {
        std::vector<std::string> lines;
        for (const auto line : Split(std::string_view(typed), '\n'))
            if (auto one = OneLine(std::string(line)); !one.empty()) lines.push_back(std::move(one));
        return Join(lines, "\n");
    }
    auto word = OneLine(std::move(typed));
    if (IsMoneyColumn(column.key) && word.find_first_not_of("0123456789. ") == std::string::npos)
        std::erase_if(word, [](char c) { return c == '.' || c == ' '; });
    if (const auto day = IsDayColumn(column.key) ? Date::ParseSpoken(word) : std::nullopt) return day->Iso();
    return word;
}

bool IsDayColumn(std::string_view key) {
    return key == "fee_until" || key == "period_from" || key == "period_until";
}

bool IsMoneyColumn(std::string_view key) {
    return key == "fee" || key == "period_fee" || key == "time";
}

std::optional<SheetPlace> ParseSheetPlace(std::string_view path) {
    const auto dot = path.find('.');
    if (dot == std::string_view::npos) return std::nullopt;
    const auto* list = FindSheetList(path.substr(0, dot));
    const auto number = path.substr(dot + 1, path.find('.', dot + 1) - dot - 1);
    if (list == nullptr || number.empty() || number.size() > 4 ||
        number.find_first_not_of("0123456789") != std::string_view::npos)
        return std::nullopt;
    return SheetPlace{list, static_cast<std::size_t>(ToNumber(number))};
}

std::string PathOf(const SheetPlace& place) {
    return std::string(place.list->key) + "." + std::to_string(place.row);
}

}  // namespace dongson::one_stop
