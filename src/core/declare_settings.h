// How a setting is declared, a line each: its key, what holds where nobody says, its limits, one line of Markdown for operators.
#pragma once

#include "core/settings.h"

namespace dongson::declare {

inline Setting Text(std::string_view key, std::string_view otherwise, std::string_view help) {
    return {.key = key, .type = SettingType::text, .otherwise = otherwise, .help = help};
}
inline Setting Texts(std::string_view key, std::string_view help) {
    return {.key = key, .type = SettingType::texts, .otherwise = "", .help = help};
}
inline Setting Flag(std::string_view key, std::string_view otherwise, std::string_view help) {
    return {.key = key, .type = SettingType::flag, .otherwise = otherwise, .help = help};
}
inline Setting Number(std::string_view key, std::string_view otherwise, std::int64_t least, std::int64_t most,
                      std::string_view help) {
    return {.key = key, .type = SettingType::number, .otherwise = otherwise, .help = help, .least = least, .most = most};
}
inline Setting Choice(std::string_view key, std::string_view otherwise, std::vector<std::string_view> choices,
                      std::string_view help) {
    return {.key = key, .type = SettingType::choice, .otherwise = otherwise, .help = help, .choices = std::move(choices)};
}

}  // namespace dongson::declare
