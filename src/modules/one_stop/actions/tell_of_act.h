// Whatever anyone does to a person's dossier, the person hears of it: which sentence, of which act.
#pragma once

#include "modules/one_stop/actions/act_on_dossier.h"

namespace dongson::one_stop {

// The dossier as it stands after the act.
void TellOfAct(const Platform& platform, storage::Transaction& tx, const Dossier& dossier, const workflow::Process& process,
               const workflow::Event& event, const Act& act, bool by_officer, Instant now);

}  // namespace dongson::one_stop
