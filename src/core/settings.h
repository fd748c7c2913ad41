// What may be set in the configuration, declared by whoever reads it, and what was set.
#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "core/yaml.h"

namespace dongson {

enum class SettingType : unsigned char { text, texts, number, flag, choice };
std::string_view SettingTypeName(SettingType type);  // "whole number"

struct Setting {
    std::string_view key;
    SettingType type = SettingType::text;
    std::string_view otherwise;  // what holds where nobody says, as a file would say it; empty: nothing, or found out at start
    std::string_view help;       // one line of Markdown for operators
    std::int64_t least = 0, most = 0;            // of a number
    std::vector<std::string_view> choices = {};  // of a choice

    std::string Limits() const;  // "1 to 256", "local or national"; empty: any
};

// Who said what holds: nobody, so that the program's own default does; the file; the command line that the program was started
// by.
enum class SaidBy : unsigned char { nobody, file, command_line };

class Settings {
  public:
    Settings() = default;
    // A key that nobody declares, a value of another type or beyond its limits is an error of the file.
    Settings(const Definition& file, std::vector<Setting> known);

    // What stands above the file; a key that somebody found out by themselves is nobody's.
    void Set(std::string_view key, std::string value, SaidBy by);
    SaidBy By(std::string_view key) const;
    bool Says(std::string_view key) const { return By(key) != SaidBy::nobody; }
    // Gives the member what was said; else it keeps what it has, which must be what is declared: one default, said twice.
    template <class Value>
    void Into(std::string_view key, Value& member) const;
    // What holds as a file would write it; what is declared where nobody says anything.
    std::string Written(std::string_view key) const;
    // The same without the password that an address may hold: postgres://user:…@host.
    std::string Shown(std::string_view key) const;
    const std::vector<Setting>& known() const { return known_; }

  private:
    const Setting* Find(std::string_view key) const;
    void HoldDefault(std::string_view key, std::string_view member) const;

    std::vector<Setting> known_;
    struct Said {
        std::vector<std::string> values;
        SaidBy by = SaidBy::file;
    };
    std::map<std::string, Said, std::less<>> said_;
};

// What is wrong with a value beyond its type and limits: which key, and what.
struct SettingFault {
    std::string_view key;
    std::string what;
};
using SettingFaults = std::vector<SettingFault>;

template <class Value>
void Settings::Into(std::string_view key, Value& member) const {
    constexpr bool list = std::is_same_v<Value, std::vector<std::string>>;
    const auto said = said_.find(key);
    if (said == said_.end()) {
        if constexpr (std::is_same_v<Value, bool>)
            HoldDefault(key, member ? "true" : "false");
        else if constexpr (std::is_same_v<Value, std::string>)
            HoldDefault(key, member);
        else if constexpr (list)
            HoldDefault(key, member.empty() ? "" : member.front());
        else
            HoldDefault(key, std::to_string(member));
        return;
    }
    const auto& values = said->second.values;
    if constexpr (list)
        member = values;
    else if constexpr (std::is_same_v<Value, std::string>)
        member = values.front();
    else if constexpr (std::is_same_v<Value, bool>)
        member = values.front() == "true";
    else
        member = static_cast<Value>(std::stoll(values.front()));
}

}  // namespace dongson
