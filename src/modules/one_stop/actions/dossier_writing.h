// What is written on a dossier beside its process (platform/workflow/writing.h): notes, which the applicant does not read, and
// messages between the office and the applicant.
#pragma once

#include <optional>
#include <string>

#include "core/refusal.h"
#include "modules/one_stop/domain/dossier.h"
#include "platform/platform.h"
#include "platform/workflow/writing.h"

namespace dongson::one_stop {

using workflow::NewNote;

// As who works in one of the units that read the dossier, its holder's before all; nothing: the officer is none of them.
std::optional<Actor> ColleagueOn(const Platform& platform, storage::Transaction& tx, const identity::Officer& officer,
                                 const Dossier& dossier);

// By whoever works on dossiers in a unit that reads this one; also when it is over.
Result<void> WriteNote(const Platform& platform, const identity::Officer& officer, const NewNote& note);

// By an officer of the unit that holds the dossier, to somebody who can be reached: with an account, or an e-mail address.
Result<void> MessageApplicant(const Platform& platform, const identity::Officer& officer, const std::string& code,
                              const std::string& text);

// By whose dossier it is, until it is over; at most three that wait for an answer.
Result<void> MessageOffice(const Platform& platform, const identity::Account& citizen, const std::string& code,
                           const std::string& text);

}  // namespace dongson::one_stop
