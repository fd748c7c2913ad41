#include "modules/one_stop/actions/import_procedures.h"

#include <stdexcept>

#include "core/embedded.h"
#include "modules/one_stop/actions/bind_procedures.h"

namespace dongson::one_stop {

Result<ImportedProcedures> ImportProcedures(const Platform& platform, std::string_view jsonl, std::string_view source,
                                            organisation::Era era, Unstated unstated) {
    DefinitionErrors errors;
    const auto rules = ParseRules("data/procedures/rules.yaml", Embedded("data/procedures/rules.yaml"), errors);
    if (!errors.empty()) throw std::runtime_error(errors.Text());
    auto catalogue = ReadCatalogue(jsonl, source, rules, unstated);
    if (!catalogue) return std::unexpected(catalogue.error());
    for (auto& procedure : catalogue->procedures) {
        if (era == organisation::Era::two_levels_2025) continue;
        procedure.valid_from = Date::Of(2023, 1, 1);
        if (const auto before = rules.processes_before.find(procedure.process); before != rules.processes_before.end())
            procedure.process = before->second;
    }
    auto counts = platform.storage.InTransaction([&](storage::Transaction& tx) -> Result<ImportCounts> {
        auto done = ProcedureStore(tx).Import(catalogue->procedures);
        if (done.added + done.changed > 0) BindProcedures(platform.ledger, tx, {});
        return done;
    });
    if (!counts) return std::unexpected(counts.error());
    return ImportedProcedures{catalogue->report, *counts};
}

}  // namespace dongson::one_stop
