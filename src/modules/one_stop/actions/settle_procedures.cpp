#include "modules/one_stop/actions/settle_procedures.h"

#include <algorithm>
#include <set>

#include "core/log.h"
#include "modules/one_stop/actions/bind_procedures.h"
#include "modules/one_stop/domain/procedure_sheet.h"
#include "modules/one_stop/storage/procedure_store.h"
#include "platform/definitions/storage/edition_store.h"
#include "platform/jobs/jobs.h"

namespace dongson::one_stop {

using definitions::Edition;
using definitions::EditionStore;
using definitions::Stage;
using storage::Transaction;

namespace {

// Of one key alone: reading what is in force of all would read thousands of texts for each of thousands.
std::optional<Edition> InForce(Transaction& tx, const std::string& code, Date today) {
    std::optional<Edition> holds;
    for (auto& edition : EditionStore(tx).History(kProcedureType, code)) {
        if (edition.stage != Stage::approved || edition.valid_from > today) continue;
        // The newest version comes first: of two for one day it holds.
        if (!holds || edition.valid_from > holds->valid_from) holds = std::move(edition);
    }
    return holds;
}

bool Settle(Transaction& tx, const std::string& code, const std::optional<Edition>& edition) {
    ProcedureStore procedures(tx);
    const auto now = procedures.Newest(code);
    const auto holds = now ? now->edition : definitions::EditionId{};
    if (holds == (edition ? edition->id : definitions::EditionId{})) return false;
    if (!edition) {
        procedures.HoldBase(code);
        return true;
    }
    DefinitionErrors errors;
    auto procedure = ParseProcedure(code, edition->text, errors);
    if (!errors.empty()) {
        Log(Severity::error, "DEFINITION_UNREADABLE",
            {{"definition", "procedure " + code}, {"version", std::to_string(edition->version)}, {"what", errors.Text()}});
        return false;
    }
    // What was only assigned for a demonstration stays so until somebody says otherwise.
    if (const auto base = procedures.Base(code)) {
        procedure.online_assigned = base->online_assigned && base->online == procedure.online;
        procedure.national_assigned = base->national_assigned && base->national == procedure.national;
    }
    procedure.code = code;
    procedure.edition = edition->id;
    procedure.valid_from = edition->valid_from;
    procedures.Hold(procedure);
    return true;
}

}  // namespace

void SettleProcedure(Transaction& tx, ledger::Ledger* ledger, const std::string& code, Date today) {
    if (Settle(tx, code, InForce(tx, code, today)) && ledger != nullptr) BindProcedures(*ledger, tx, {code});
}

int SettleProcedures(const Platform& platform) {
    const auto today = platform.clock.Now().LocalDate();
    std::vector<std::string> changed;
    platform.storage.MustWrite([&](Transaction& tx) {
        EditionStore(tx).MarkAnew();  // whoever approves one meanwhile waits
        changed.clear();
        std::set<std::string> own;
        for (auto& code : ProcedureStore(tx).Own()) own.insert(std::move(code));
        for (const auto& edition : EditionStore(tx).InForce(kProcedureType, today)) {
            if (Settle(tx, edition.key, edition)) changed.push_back(edition.key);
            own.erase(edition.key);
        }
        for (const auto& code : own)
            if (Settle(tx, code, std::nullopt)) changed.push_back(code);
        if (!changed.empty()) BindProcedures(platform.ledger, tx, changed);
    });
    if (!changed.empty()) Log(Severity::info, "ONE_STOP_PROCEDURES_SETTLED", {{"procedures", std::to_string(changed.size())}});
    return static_cast<int>(changed.size());
}

void SettleProceduresDaily(const Platform& platform) {
    platform.jobs.Handle(std::string(kSettleProcedures), [&platform](const jobs::Job&) { SettleProcedures(platform); });
    platform.jobs.EveryMinute([&platform, begun = Date{}]() mutable {
        const auto now = platform.clock.Now();
        const auto today = now.LocalDate();
        if (begun == today) return;
        platform.storage.MustWrite([&](Transaction& tx) {
            platform.jobs.Add(tx, kSettleProcedures, "", now);
            // What comes into force tomorrow does so as the day begins.
            platform.jobs.Add(tx, kSettleProcedures, "", Instant::At(today + 1, 0));
        });
        begun = today;
    });
}

}  // namespace dongson::one_stop
