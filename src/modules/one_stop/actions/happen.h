// What happened to a dossier is written down one way: a line of its timeline and an entry of the ledger.
#pragma once

#include <string>

#include "modules/one_stop/domain/dossier.h"
#include "platform/platform.h"
#include "storage/database.h"

namespace dongson::one_stop {

// In whose stead somebody acts, beside their name.
std::string NameOf(const Actor& actor);

// Something that somebody does to a dossier now; it moves nothing by itself and is measured against no term.
Happening Happens(const Dossier& dossier, std::string_view event, Words label, const Actor& actor, Instant now);

// What was typed, which case it is, what is due and by what: each is kept beside the others.
void AddReason(Happening& happening, const std::string& more);

// Whether somebody just said the same: a button pressed twice is one message.
bool SaidJustNow(const std::vector<Happening>& happenings, const Happening& again);

// Enters it in the ledger, with the dossier as it stands, and in the timeline.
void Record(const Platform& platform, storage::Transaction& tx, const Dossier& dossier, Happening happening);

}  // namespace dongson::one_stop
