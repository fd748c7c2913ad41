#include <fmt/format.h>

#include <cstdio>
#include <filesystem>

#include "commands/commands.h"
#include "commands/complain.h"
#include "commands/house.h"
#include "core/read_file.h"
#include "modules/one_stop/actions/import_procedures.h"

namespace dongson::commands {

int Import(const std::vector<std::string>& given) {
    auto options = kConfigurationOptions;
    options.emplace_back("era");
    const auto arguments = ParseArguments(given, options, {});
    if (!arguments) return Complain(arguments.error(), 2);
    if (arguments->words.size() != 2)
        return Complain({"COMMAND_FILE", Say("usage: dongson import units|procedures FILE --data DIR"), ""}, 2);
    const auto configuration = ReadConfiguration(*arguments);
    if (!configuration) return Complain(configuration.error(), 2);
    const auto& kind = arguments->words[0];
    const auto bytes = ReadFile(arguments->words[1]);
    if (!bytes) return Complain({"COMMAND_FILE", Say("cannot read {1}", arguments->words[1]), ""}, 2);
    auto house = House::Open(*configuration);
    if (!house) return Complain(house.error(), 1);
    if (kind == "units") {
        const auto units = organisation::ParseUnits(*bytes, arguments->words[1]);
        if (!units) return Complain(units.error(), 1);
        const auto changed = organisation::ImportUnits((*house)->database(), *units);
        if (!changed) return Complain(changed.error(), 1);
        fmt::print("{} units\n", units->size());
        return 0;
    }
    if (kind == "procedures") {
        const auto era = arguments->Value("era") == "2023" ? one_stop::Era::three_levels_2023 : one_stop::Era::two_levels_2025;
        const auto unstated = std::filesystem::exists(configuration->data + "/demonstration") ? one_stop::Unstated::assigned
                                                                                              : one_stop::Unstated::not_offered;
        const auto imported = one_stop::ImportProcedures((*house)->database(), *bytes, arguments->words[1], era, unstated);
        if (!imported) return Complain(imported.error(), 1);
        fmt::print("{}{} new, {} changed, {} as before\n", imported->report.Text(), imported->counts.added,
                   imported->counts.changed, imported->counts.unchanged);
        return 0;
    }
    return Complain({"COMMAND_KIND", Say("unknown kind '{1}'; there are units and procedures", kind), ""}, 2);
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
