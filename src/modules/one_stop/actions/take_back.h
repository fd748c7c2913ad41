// Whoever passed a dossier on by mistake takes it back, as long as nobody has opened it where it went.
#pragma once

#include <optional>
#include <string>

#include "core/refusal.h"
#include "modules/one_stop/domain/dossier.h"
#include "platform/platform.h"
#include "storage/database.h"

namespace dongson::one_stop {

// The step that the officer may undo now; the refusal says why none.
Result<Happening> MayTakeBack(storage::Transaction& tx, const identity::Officer& officer, const Dossier& dossier,
                              const std::vector<Happening>& happenings);

// Puts the dossier where it was before its last step, with the term that step had; the steps stay written down. What issued a
// paper, moved the clock or took money is never undone so.
Result<Dossier> TakeBack(const Platform& platform, const identity::Officer& officer, const std::string& code,
                         std::int64_t expected_version);

}  // namespace dongson::one_stop
