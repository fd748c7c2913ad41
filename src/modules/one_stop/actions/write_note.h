// Officers write to one another on a dossier, beside its process: nothing moves, and the applicant does not read it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/refusal.h"
#include "modules/one_stop/actions/open_dossier.h"

namespace dongson::one_stop {

struct NewNote {
    std::string code, text;
    std::vector<NewPaper> papers;
};

// As who works in one of the units that read the dossier, its holder's before all; nothing: the officer is none of them.
std::optional<Actor> ColleagueOn(const Platform& platform, storage::Transaction& tx, const identity::Officer& officer,
                                 const Dossier& dossier);

// By whoever works on dossiers in a unit that reads this one; also when it is over.
Result<void> WriteNote(const Platform& platform, const identity::Officer& officer, const NewNote& note);

}  // namespace dongson::one_stop
