// Whoever passed a case on by mistake takes it back, as long as nobody has opened it where it went.
#pragma once

#include <memory>
#include <string_view>
#include <vector>

#include "core/refusal.h"
#include "platform/workflow/engine.h"

namespace dongson::workflow {

// The step that the officer may undo now; the refusal says why none.
Result<Happening> MayTakeBack(storage::Transaction& tx, const Moving& moving, const identity::Officer& officer,
                              const std::vector<Happening>& happenings);

// Puts the case where it was before its last step, with the term that step had; the steps stay written down. What issued a paper,
// moved the clock or took money is never undone so.
Result<std::shared_ptr<Case>> TakeBack(const Platform& platform, const Keeper& keeper, const identity::Officer& officer,
                                       std::string_view code, std::int64_t expected_version);

}  // namespace dongson::workflow
