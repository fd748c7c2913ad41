#include "modules/open_data/table/column.h"

#include "core/json.h"
#include "core/text.h"

#include <algorithm>
#include <boost/json.hpp>
#include <iterator>

namespace dongson::open_data {

namespace {

constexpr std::string_view kTypeWords[] = {"text", "integer", "number", "boolean", "date", "datetime"};
constexpr std::string_view kTypeNames[] = {"Chữ", "Số nguyên", "Số", "Đúng/sai", "Ngày", "Ngày giờ"};
constexpr std::string_view kNumberWords[] = {"plain", "vietnamese", "english"};
constexpr std::string_view kDateWords[] = {"year_first", "day_first", "month_first"};

template <class Enum, std::size_t size>
std::optional<Enum> Parse(const std::string_view (&words)[size], std::string_view word) {
    const auto found = std::ranges::find(words, word);
    if (found == std::end(words)) return std::nullopt;
    return static_cast<Enum>(found - std::begin(words));
}

std::optional<Column> ColumnFromJson(const boost::json::value& value) {
    if (!value.is_object()) return std::nullopt;
    const auto& object = value.as_object();
    const auto type = ParseColumnType(TextMember(object, "type"));
    if (!type || TextMember(object, "name").empty()) return std::nullopt;
    const auto* key = object.if_contains("key");
    return Column{.name = TextMember(object, "name"),
                  .type = *type,
                  .numbers = ParseNumberForm(TextMember(object, "numbers")).value_or(NumberForm::plain),
                  .dates = ParseDateForm(TextMember(object, "dates")).value_or(DateForm::year_first),
                  .source = TextMember(object, "source"),
                  .key = key != nullptr && key->is_bool() && key->as_bool(),
                  .title = TextMember(object, "title"),
                  .meaning = TextMember(object, "meaning"),
                  .unit = TextMember(object, "unit"),
                  .code_list = TextMember(object, "code_list")};
}

}  // namespace

std::string_view ColumnTypeWord(ColumnType type) {
    return kTypeWords[static_cast<std::size_t>(type)];
}

std::optional<ColumnType> ParseColumnType(std::string_view word) {
    return Parse<ColumnType>(kTypeWords, word);
}

std::string_view ColumnTypeName(ColumnType type) {
    return kTypeNames[static_cast<std::size_t>(type)];
}

std::string_view NumberFormWord(NumberForm form) {
    return kNumberWords[static_cast<std::size_t>(form)];
}

std::optional<NumberForm> ParseNumberForm(std::string_view word) {
    return Parse<NumberForm>(kNumberWords, word);
}

std::string_view DateFormWord(DateForm form) {
    return kDateWords[static_cast<std::size_t>(form)];
}

std::optional<DateForm> ParseDateForm(std::string_view word) {
    return Parse<DateForm>(kDateWords, word);
}

std::optional<std::size_t> FindColumn(const Schema& schema, std::string_view name) {
    const auto found = std::ranges::find(schema, name, &Column::name);
    if (found == schema.end()) return std::nullopt;
    return static_cast<std::size_t>(found - schema.begin());
}

std::string SchemaToJson(const Schema& schema) {
    boost::json::array columns;
    for (const auto& column : schema) {
        boost::json::object object{{"name", column.name}, {"type", ColumnTypeWord(column.type)}};
        if (column.numbers != NumberForm::plain) object["numbers"] = NumberFormWord(column.numbers);
        if (column.dates != DateForm::year_first) object["dates"] = DateFormWord(column.dates);
        if (column.key) object["key"] = true;
        for (const auto& [name, text] :
             {std::pair("title", &column.title), std::pair("meaning", &column.meaning), std::pair("unit", &column.unit),
              std::pair("code_list", &column.code_list), std::pair("source", &column.source)})
            if (!text->empty()) object[name] = *text;
        columns.push_back(std::move(object));
    }
    return boost::json::serialize(columns);
}

std::optional<Schema> SchemaFromJson(std::string_view json) {
    boost::json::error_code error;
    const auto value = boost::json::parse(json, error);
    if (error || !value.is_array()) return std::nullopt;
    Schema schema;
    for (const auto& each : value.as_array()) {
        auto column = ColumnFromJson(each);
        if (!column || FindColumn(schema, column->name)) return std::nullopt;
        schema.push_back(std::move(*column));
    }
    return schema;
}

std::string SqlName(std::string_view name) {
    return "\"" + ReplaceAll(std::string(name), "\"", "\"\"") + "\"";
}

std::string_view SqlType(ColumnType type) {
    static constexpr std::string_view kTypes[] = {"TEXT", "INTEGER", "REAL", "BOOLEAN", "DATE", "TIMESTAMP"};
    return kTypes[static_cast<std::size_t>(type)];
}

}  // namespace dongson::open_data
