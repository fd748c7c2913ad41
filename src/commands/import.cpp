#include <fmt/format.h>

#include <cstdio>

#include "commands/commands.h"
#include "commands/house.h"
#include "core/command_line.h"
#include "core/read_file.h"

namespace dongson::commands {

int ImportUnits(const std::vector<std::string>& given) {
    const auto arguments = ParseArguments(given, kConfigurationOptions, {});
    if (!arguments) return Complain(arguments.error(), 2);
    if (arguments->words.size() != 1)
        return Complain({"COMMAND_FILE", Say("usage: dongson import units FILE --data DIR"), ""}, 2);
    const auto configuration = ReadConfiguration(*arguments);
    if (!configuration) return Complain(configuration.error(), 2);
    const auto& path = arguments->words[0];
    const auto bytes = ReadFile(path);
    if (!bytes) return Complain({"COMMAND_FILE", Say("cannot read {1}", path), ""}, 2);
    auto house = House::Open(*configuration);
    if (!house) return Complain(house.error(), 1);
    const auto units = organisation::ParseUnits(*bytes, path);
    if (!units) return Complain(units.error(), 1);
    const auto changed = organisation::ImportUnits((*house)->database(), *units);
    if (!changed) return Complain(changed.error(), 1);
    fmt::print("{} units\n", units->size());
    return 0;
}

int MigrateSchema(const std::vector<std::string>& given) {
    const auto arguments = ParseArguments(given, kConfigurationOptions, {});
    if (!arguments) return Complain(arguments.error(), 2);
    const auto configuration = ReadConfiguration(*arguments);
    if (!configuration) return Complain(configuration.error(), 2);
    const auto house = House::Open(*configuration);
    if (!house) return Complain(house.error(), 1);
    fmt::print("the schema is up to date\n");
    return 0;
}

}  // namespace dongson::commands
