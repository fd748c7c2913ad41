// What another edition of a process means for a case that runs, and moving one to it (docs/decisions/0049).
#pragma once

#include <optional>
#include <string>

#include "platform/workflow/engine.h"
#include "platform/workflow/process_book.h"

namespace dongson::workflow {

// Why a case could not go on by a process from where it stands: its step is no more, nobody sits there, or its clock would run
// into what the clock refuses. Nothing: it can. Pure.
std::optional<Sentence> Strands(const CaseKind& kind, const Process& to, const Case& subject, const organisation::Units& units,
                                Date day);

// Goes on by that edition from where it stands; its term stays. Of one that it does not strand.
void ChangeProcess(const Platform& platform, storage::Transaction& tx, const Keeper& keeper, Case& subject, const HeldProcess& to,
                   const Actor& by, const std::string& reason);

}  // namespace dongson::workflow
