#include "modules/one_stop/lint.h"

#include <fmt/format.h>

#include <stdexcept>

#include "core/embedded.h"
#include "modules/one_stop/actions/lint_dossiers.h"
#include "modules/one_stop/domain/catalogue.h"
#include "modules/one_stop/domain/dossier_kind.h"
#include "modules/one_stop/domain/form.h"
#include "modules/one_stop/domain/result_kind.h"
#include "modules/one_stop/storage/figure_store.h"
#include "modules/one_stop/storage/report_store.h"
#include "platform/calendar/working_calendar.h"
#include "platform/organisation/directory.h"
#include "platform/workflow/process.h"

namespace dongson::one_stop {

Linted LintShipped() {
    const auto& processes = Processes();
    const auto& calendar = calendar::WorkingCalendar::Shipped();
    DefinitionErrors errors;
    const auto rules = ParseRules("data/procedures/rules.yaml", Embedded("data/procedures/rules.yaml"), errors);
    if (!errors.empty()) throw std::runtime_error(errors.Text());
    const auto catalogue =
        ReadCatalogue(Embedded("data/procedures/catalogue.jsonl"), "data/procedures/catalogue.jsonl", rules, Unstated::assigned);
    if (!catalogue) throw std::runtime_error(catalogue.error().sentence.In(Language::english));
    Linted linted;
    for (const auto& procedure : catalogue->procedures) {
        if (!procedure.published) continue;
        const auto process = processes.find(procedure.process);
        if (process == processes.end()) {
            linted.faults.push_back({procedure.code, fmt::format("PROCESS_UNKNOWN: no process '{}'", procedure.process)});
            continue;
        }
        const auto duration = procedure.DurationFor(Channel::online);
        if (!duration) continue;
        if (const auto fault = workflow::LintDuration(process->second, duration->Minutes(calendar, calendar.last())))
            linted.faults.push_back({procedure.code, fault->name + ": " + fault->what.In(Language::english)});
    }
    linted.counts = {fmt::format("{} processes", processes.size()), fmt::format("{} forms", ShippedForms().size()),
                     fmt::format("{} kinds of results", ShippedResultKinds().size()),
                     fmt::format("{} procedures", catalogue->report.published)};
    return linted;
}

Linted LintLive(const LiveLint& live) {
    const auto lint = LintDossiers(live.tx, *live.units.Now(), live.calendar, live.from);
    Linted linted{
        .counts = {fmt::format("{} live dossiers on {} days from {}", lint.dossiers, lint.days.size(), live.from.Iso())},
        .faults = {}};
    for (const auto& fault : lint.faults) linted.faults.push_back({fault.name, fault.what});
    constexpr int kMostAstray = 20;
    for (const auto& astray : FigureStore(live.tx).Astray(kMostAstray))
        linted.faults.push_back(
            {"FIGURES_ASTRAY", fmt::format("'{}' of '{}' in unit {}, {}: the sum has {} more than there are dossiers",
                                           astray.figure, astray.domain, ToText(astray.unit), astray.month, astray.more)});
    for (const auto& astray : ReportStore(live.tx).Astray(kMostAstray))
        linted.faults.push_back(
            {"FIGURES_ASTRAY",
             fmt::format("flow '{}' of '{}' in unit {}, {} {}: the sum has {} more than there are dossiers", astray.flow,
                         astray.domain, ToText(astray.unit), astray.span, astray.since, astray.more)});
    return linted;
}

}  // namespace dongson::one_stop
