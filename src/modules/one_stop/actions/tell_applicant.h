// Whatever is done to a person's dossier, that person hears of it: in the account, and by e-mail where there is an address.
#pragma once

#include "modules/one_stop/domain/dossier.h"
#include "platform/platform.h"
#include "storage/database.h"

namespace dongson::one_stop {

// `what` in a few words for the subject: "đã nộp". Whoever has a mandate in force hears the same.
void TellApplicant(const Platform& platform, storage::Transaction& tx, const Dossier& dossier, const Sentence& what,
                   const Sentence& sentence, Instant now);

// Whether anybody would hear.
bool IsReached(const Dossier& dossier, Date day);

}  // namespace dongson::one_stop
