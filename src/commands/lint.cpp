#include <fmt/format.h>

#include <cstdio>
#include <filesystem>

#include "commands/commands.h"
#include "commands/complain.h"
#include "commands/configuration.h"
#include "commands/house.h"
#include "core/embedded.h"
#include "modules/one_stop/actions/lint_dossiers.h"
#include "modules/one_stop/domain/catalogue.h"
#include "modules/one_stop/domain/form.h"
#include "modules/one_stop/domain/result_kind.h"
#include "platform/calendar/working_calendar.h"
#include "platform/organisation/directory.h"
#include "platform/workflow/process.h"

namespace dongson::commands {

namespace {

// Over every live dossier of a folder, for today (or the day asked for) and every day to come on which units begin or end. May
// run beside a server: nothing is locked or written.
int LintData(const Arguments& arguments) {
    const auto configuration = ReadConfiguration(arguments);
    if (!configuration) return Complain(configuration.error(), 2);
    const auto on = arguments.Value("on");
    const auto from =
        on.empty() ? Instant{SystemClock().Now().ms + ShiftOf(*configuration)}.LocalDate() : Date::Parse(on).value_or(Date{});
    if (from == Date{}) return Complain({"COMMAND_DAY", Say("--on is a day like 2025-07-01"), ""}, 2);
    if (configuration->database.empty() && !std::filesystem::exists(configuration->data + "/dongson.db"))
        return Complain({"COMMAND_FILE", Say("cannot read {1}", configuration->data + "/dongson.db"), ""}, 2);
    storage::Database database(
        {configuration->data + "/dongson.db", configuration->database, 1, configuration->slow_statement_ms});
    organisation::Directory units;
    units.Load(database);
    const auto calendar = calendar::WorkingCalendar::Shipped().With(configuration->pauses);
    const auto lint =
        database.Read([&](storage::Transaction& tx) { return one_stop::LintDossiers(tx, *units.Now(), calendar, from); });
    for (const auto& fault : lint.faults) fmt::print("{}: {}\n", fault.name, fault.what);
    fmt::print("{} live dossiers on {} days from {}: {} faults\n", lint.dossiers, lint.days.size(), from.Iso(),
               lint.faults.size());
    return lint.faults.empty() ? 0 : 1;
}

}  // namespace

// Reads every shipped definition as the program would and proves what can be proved of it.
int LintDefinitions(const std::vector<std::string>& given) {
    const auto arguments = ParseArguments(given, {"config", "data", "database", "on"}, {});
    if (!arguments) return Complain(arguments.error(), 2);
    try {
        if (arguments->Has("data") || arguments->Has("database") || arguments->Has("config")) return LintData(*arguments);
        const auto& processes = workflow::ShippedProcesses();
        const auto& forms = one_stop::ShippedForms();
        const auto& results = one_stop::ShippedResultKinds();
        const auto& calendar = calendar::WorkingCalendar::Shipped();
        const auto units = organisation::ParseUnits(Embedded("data/units/units.csv"), "data/units/units.csv");
        if (!units) return Complain(units.error(), 1);
        DefinitionErrors errors;
        const auto rules = one_stop::ParseRules("data/procedures/rules.yaml", Embedded("data/procedures/rules.yaml"), errors);
        if (!errors.empty()) return Complain({"LINT", {errors.Text(), {}}, ""}, 1);
        const auto catalogue = one_stop::ReadCatalogue(Embedded("data/procedures/catalogue.jsonl"),
                                                       "data/procedures/catalogue.jsonl", rules, one_stop::Unstated::assigned);
        if (!catalogue) return Complain(catalogue.error(), 1);
        int faults = 0;
        for (const auto& procedure : catalogue->procedures) {
            if (!procedure.published) continue;
            const auto process = processes.find(procedure.process);
            if (process == processes.end()) {
                fmt::print("{}: PROCESS_UNKNOWN: no process '{}'\n", procedure.code, procedure.process);
                ++faults;
                continue;
            }
            const auto duration = procedure.DurationFor(one_stop::Channel::online);
            if (!duration) continue;
            if (const auto fault = workflow::LintDuration(process->second, duration->Minutes(calendar))) {
                fmt::print("{}: {}: {}\n", procedure.code, fault->name, fault->what);
                ++faults;
            }
        }
        fmt::print("{} processes, {} forms, {} kinds of results, {} units, {} procedures: {} faults\n", processes.size(),
                   forms.size(), results.size(), units->size(), catalogue->report.published, faults);
        return faults == 0 ? 0 : 1;
    } catch (const std::exception& error) {
        fmt::print(stderr, "{}\n", error.what());
        return 1;
    }
}

}  // namespace dongson::commands
