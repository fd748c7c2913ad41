#include <fmt/format.h>

#include <cstdio>

#include "commands/commands.h"
#include "commands/complain.h"
#include "commands/configuration.h"
#include "core/embedded.h"
#include "modules/one_stop/domain/catalogue.h"
#include "modules/one_stop/domain/form.h"
#include "modules/one_stop/domain/result_kind.h"
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
        const auto& results = one_stop::ShippedResultKinds();
        const auto& calendar = calendar::WorkingCalendar::Shipped();
        const auto units = organisation::ParseUnits(Embedded("data/units/units.csv"), "data/units/units.csv");
        if (!units) return Complain(units.error(), 1);
        DefinitionErrors errors;
        const auto rules = one_stop::ParseRules("data/procedures/rules.yaml", Embedded("data/procedures/rules.yaml"), errors);
        if (!errors.empty()) return Complain({"LINT", {errors.Text(), {}}, ""}, 1);
        const auto catalogue =
            one_stop::ReadCatalogue(Embedded("data/procedures/catalogue.jsonl"), "data/procedures/catalogue.jsonl", rules);
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
            const auto minutes = std::int64_t{duration->amount} *
                                 (duration->unit == calendar::DurationUnit::working_hours ? 60 : calendar.MinutesPerDay());
            if (const auto fault = workflow::LintDuration(process->second, minutes)) {
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
