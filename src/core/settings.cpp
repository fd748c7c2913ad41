#include "core/settings.h"

#include <fmt/format.h>

#include <algorithm>

namespace dongson {

namespace {

// "local or national", "ship, relay or receive".
std::string AnyOf(const std::vector<std::string_view>& choices) {
    std::string text;
    for (std::size_t i = 0; i < choices.size(); ++i)
        text += (i == 0 ? "" : i + 1 == choices.size() ? " or " : ", ") + std::string(choices[i]);
    return text;
}

std::vector<std::string> ValuesOf(const Definition& file, const Setting& setting) {
    switch (setting.type) {
        case SettingType::texts:
            return file.Texts(setting.key);
        case SettingType::flag:
            return {file.Flag(setting.key, false) ? "true" : "false"};
        case SettingType::number: {
            const auto value = file.Number(setting.key, setting.least);
            if (value < setting.least || value > setting.most)
                file.Child(setting.key).Fail(fmt::format("'{}' is from {} to {}", setting.key, setting.least, setting.most));
            return {std::to_string(value)};
        }
        case SettingType::choice: {
            auto value = file.Text(setting.key);
            if (std::ranges::find(setting.choices, value) == setting.choices.end())
                file.Child(setting.key).Fail(fmt::format("'{}' is {}", setting.key, AnyOf(setting.choices)));
            return {std::move(value)};
        }
        case SettingType::text:
            break;
    }
    return {file.Text(setting.key)};
}

}  // namespace

std::string_view SettingTypeName(SettingType type) {
    constexpr std::string_view kNames[] = {"text", "list", "whole number", "true or false", "choice"};
    return kNames[static_cast<int>(type)];
}

std::string Setting::Limits() const {
    if (type == SettingType::choice) return AnyOf(choices);
    return type == SettingType::number ? fmt::format("{} to {}", least, most) : "";
}

Settings::Settings(const Definition& file, std::vector<Setting> known) : known_(std::move(known)) {
    std::vector<std::string_view> keys;
    keys.reserve(known_.size());
    for (const auto& setting : known_) keys.push_back(setting.key);
    file.OnlyKeys(keys);
    for (const auto& setting : known_)
        if (file.Has(setting.key)) said_.emplace(setting.key, Said{ValuesOf(file, setting), SaidBy::file});
}

void Settings::Set(std::string_view key, std::string value, SaidBy by) {
    said_.insert_or_assign(std::string(key), Said{{std::move(value)}, by});
}

SaidBy Settings::By(std::string_view key) const {
    const auto said = said_.find(key);
    return said == said_.end() ? SaidBy::nobody : said->second.by;
}

const Setting* Settings::Find(std::string_view key) const {
    const auto found = std::ranges::find(known_, key, &Setting::key);
    return found == known_.end() ? nullptr : &*found;
}

std::string Settings::Written(std::string_view key) const {
    if (const auto said = said_.find(key); said != said_.end()) {
        std::string text;
        for (const auto& value : said->second.values) text += (text.empty() ? "" : ", ") + value;
        return text;
    }
    const auto* setting = Find(key);
    return setting == nullptr ? "" : std::string(setting->otherwise);
}

// Who somebody is may be read; what proves it may not: a password before the host, a token that stands there alone, and what a
// connection string or a question calls a password.
std::string Settings::Shown(std::string_view key) const {
    auto text = Written(key);
    if (const auto scheme = text.find("://"); scheme != std::string::npos) {
        const auto begin = scheme + 3;
        const auto at = text.rfind('@');  // of several the last, so that a password may hold one
        const auto colon = text.find(':', begin);
        const bool names_somebody = text.starts_with("postgres");
        if (at != std::string::npos && at > begin) {
            if (colon < at)
                text.replace(colon + 1, at - colon - 1, "…");
            else if (!names_somebody)
                text.replace(begin, at - begin, "…");
        }
    }
    constexpr std::string_view kSays = "password=";
    for (auto found = text.find(kSays); found != std::string::npos; found = text.find(kSays, found)) {
        found += kSays.size();
        const bool quoted = found < text.size() && text[found] == '\'';
        const auto end = quoted ? text.find('\'', found + 1) : text.find_first_of(" &", found);
        text.replace(found, end == std::string::npos ? end : end - found + (quoted ? 1 : 0), "…");
    }
    return text;
}

// Nothing is declared in tests of modules: whatever a member has is right there.
void Settings::HoldDefault(std::string_view key, std::string_view member) const {
    if (known_.empty()) return;
    const auto* setting = Find(key);
    if (setting == nullptr) throw std::logic_error(fmt::format("the setting '{}' is read and not declared", key));
    if (setting->otherwise != member)
        throw std::logic_error(fmt::format("the setting '{}' is declared as {} and is {}", key, setting->otherwise, member));
}

}  // namespace dongson
