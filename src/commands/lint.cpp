#include <fmt/format.h>

#include <cstdio>

#include "commands/commands.h"
#include "commands/complain.h"
#include "commands/configuration.h"
#include "core/embedded.h"
#include "modules/one_stop/domain/catalogue.h"
#include "modules/one_stop/domain/form.h"
#include "platform/calendar/working_calendar.h"
#include "platform/organisation/directory.h"
#include "platform/workflow/process.h"

namespace dongson::commands {

// Reads every shipped definition as the program would and proves what can be proved of it.
int LintDefinitions(const std::vector<std::string>& given) {
    if (const auto arguments = ParseArguments(given, {}, {}); !arguments) return Complain(arguments.error(), 2);
    try {
        const auto& processes = workflow::ShippedProcesses();
        const auto& forms = one_stop::ShippedForms();
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
        fmt::print("{} processes, {} forms, {} units, {} procedures: {} faults\n", processes.size(), forms.size(), units->size(),
                   catalogue->report.published, faults);
        return faults == 0 ? 0 : 1;
    } catch (const std::exception& error) {
        fmt::print(stderr, "{}\n", error.what());
        return 1;
    }
}

}  // namespace dongson::commands
