// A draft follows its procedure, as it follows the form: what is handed in is timed, paid and asked for by what holds that day.
// A dossier never does: it keeps the version it was opened under.
#pragma once

#include "modules/one_stop/domain/draft.h"
#include "modules/one_stop/domain/procedure.h"
#include "storage/database.h"

namespace dongson::one_stop {

// What holds now of the draft's procedure; of one that is offered no more, what it was begun under.
Procedure ProcedureToday(storage::Transaction& tx, const Draft& draft);
// The component of the same name, or −1: what was sent for it is kept, among other papers.
int ComponentIn(const Procedure& now, const Procedure& then, int component);
// The draft is of what holds now, and its papers of the components of that.
void FollowProcedure(storage::Transaction& tx, Draft& draft);

}  // namespace dongson::one_stop
