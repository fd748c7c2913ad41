// An edition that two people brought in goes by two: its withdrawal is an act like any other of weight.
#pragma once

#include <optional>
#include <vector>

#include "platform/definitions/edition.h"
#include "platform/identity/proposed_acts.h"

namespace dongson::administration {

identity::ProposedAct Withdrawing(const definitions::Edition& edition, std::string_view reason);
// Which edition such an act is about; none: it is another kind of act.
definitions::EditionId WithdrawnBy(const identity::ProposedAct& act);

// The kind, as the house of requests knows it.
identity::ActKind WithdrawalAct();

}  // namespace dongson::administration
