// Every key that may be set: what it is for, what it takes, what holds now.
#include <fmt/format.h>

#include <cstdio>

#include "commands/commands.h"
#include "commands/configuration.h"
#include "core/log.h"
#include "core/text.h"

namespace dongson::commands {

namespace {

// As docs/operators/configuration.md has them.
void PrintTable() {
    fmt::print("| key | takes | default | meaning |\n|---|---|---|---|\n");
    for (const auto& setting : DeclaredSettings()) {
        const auto limits = setting.Limits();
        const auto otherwise = setting.otherwise.empty() ? "–" : fmt::format("`{}`", setting.otherwise);
        fmt::print("| `{}` | {} | {} | {} |\n", setting.key, limits.empty() ? std::string(SettingTypeName(setting.type)) : limits,
                   otherwise, setting.help);
    }
}

// As a file takes it.
std::string InFile(const Settings& settings, const Setting& setting) {
    if (setting.type == SettingType::number || setting.type == SettingType::flag) return settings.Written(setting.key);
    if (setting.type != SettingType::texts) return JsonQuote(settings.Shown(setting.key));
    std::vector<std::string> values;
    settings.Into(setting.key, values);
    for (auto& value : values) value = JsonQuote(value);
    return "[" + Join(values, ", ") + "]";
}

}  // namespace

int PrintSettings(const std::vector<std::string>& given) {
    const auto arguments = ParseArguments(given, {"config", "data"}, {"markdown"});
    if (!arguments) return Complain(arguments.error(), 2);
    if (!arguments->words.empty()) return Complain({"COMMAND_SETTINGS", Say("usage: dongson settings --data DIR"), ""}, 2);
    if (arguments->Has("markdown")) {
        PrintTable();
        return 0;
    }
    const auto configuration = ReadConfiguration(*arguments);
    if (!configuration) return Complain(configuration.error(), 2);
    fmt::print("# {}\n", configuration->source.empty() ? "no file: every key has its default" : configuration->source);
    for (const auto& setting : DeclaredSettings()) {
        const auto limits = setting.Limits();
        fmt::print("\n# {} ({}{}{})\n{}{}: {}\n", setting.help, SettingTypeName(setting.type), limits.empty() ? "" : ", ", limits,
                   configuration->settings.Says(setting.key) ? "" : "# ", setting.key, InFile(configuration->settings, setting));
    }
    return 0;
}

}  // namespace dongson::commands
