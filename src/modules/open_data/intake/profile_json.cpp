#include "modules/open_data/intake/profile_json.h"

#include <boost/json.hpp>

namespace dongson::open_data {

namespace json = boost::json;

namespace {

json::array Texts(const std::vector<std::string>& texts) {
    return json::array(texts.begin(), texts.end());
}

std::vector<std::string> TextsIn(const json::value& list) {
    std::vector<std::string> texts;
    for (const auto& text : list.as_array()) texts.emplace_back(text.as_string());
    return texts;
}

json::object ToJson(const ColumnProfile& column) {
    return {{"ambiguous", column.ambiguous},      {"filled", column.filled}, {"misfits", column.misfits},
            {"numbers", column.personal_numbers}, {"phones", column.phones}, {"emails", column.emails},
            {"examples", Texts(column.examples)}};
}

ColumnProfile FromJson(Column column, const json::object& kept) {
    return {.column = std::move(column),
            .ambiguous = kept.at("ambiguous").as_bool(),
            .filled = kept.at("filled").as_int64(),
            .misfits = kept.at("misfits").as_int64(),
            .personal_numbers = kept.at("numbers").as_int64(),
            .phones = kept.at("phones").as_int64(),
            .emails = kept.at("emails").as_int64(),
            .examples = TextsIn(kept.at("examples"))};
}

Profile Read(const json::object& kept) {
    Profile profile;
    const auto schema = SchemaFromJson(kept.at("schema").as_string()).value();
    const auto& columns = kept.at("columns").as_array();
    for (std::size_t place = 0; place < schema.size(); ++place)
        profile.columns.push_back(FromJson(schema[place], columns.at(place).as_object()));
    profile.rows = kept.at("rows").as_int64();
    for (const auto& row : kept.at("first_rows").as_array()) profile.first_rows.push_back(TextsIn(row));
    for (const auto& each : kept.at("oddities").as_array())
        profile.oddities.push_back({.oddity = static_cast<Oddity>(each.as_object().at("oddity").as_int64()),
                                    .count = each.as_object().at("count").as_int64(),
                                    .first_line = each.as_object().at("first_line").as_int64()});
    return profile;
}

}  // namespace

std::string ProfileToJson(const Profile& profile) {
    json::array columns, rows, oddities;
    for (const auto& column : profile.columns) columns.push_back(ToJson(column));
    for (const auto& row : profile.first_rows) rows.push_back(Texts(row));
    for (const auto& [oddity, count, line] : profile.oddities)
        oddities.push_back({{"oddity", static_cast<int>(oddity)}, {"count", count}, {"first_line", line}});
    return json::serialize(json::object{{"schema", SchemaToJson(profile.schema())},
                                        {"columns", std::move(columns)},
                                        {"rows", profile.rows},
                                        {"first_rows", std::move(rows)},
                                        {"oddities", std::move(oddities)}});
}

std::optional<Profile> ProfileFromJson(std::string_view text) {
    try {
        return Read(json::parse(text).as_object());
    } catch (const std::exception&) {
        return std::nullopt;
    }
}

}  // namespace dongson::open_data
