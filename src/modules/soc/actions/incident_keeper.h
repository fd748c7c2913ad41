// How incidents are kept by the engine of cases.
#pragma once

#include "modules/soc/domain/incident_kind.h"
#include "platform/workflow/engine.h"

namespace dongson::soc {

const workflow::KeeperOf<Incident>& Incidents();

// For what happens to an incident now.
inline workflow::Engine EngineOf(const Platform& platform, storage::Transaction& tx, Instant now) {
    return {platform, tx, Incidents(), now};
}

// Whose analysts they are who handle it, whatever unit somebody with several posts works in just now; and as who they act.
UnitId CentreOf(const identity::Officer& officer);
workflow::Actor ActorOf(const identity::Officer& officer);

// What the public ledger says of what happened; empty: nothing, it stays inside.
std::string LedgerText(const Incident& incident, const workflow::Happening& happening, std::string_view digest);

}  // namespace dongson::soc
