// How tasks are kept, and what people are told of them.
#pragma once

#include "platform/workflow/engine.h"
#include "platform/workflow/task_kind.h"

namespace dongson::workflow {

const KeeperOf<Task>& Tasks();

// Whoever has the task hears of it: its doer, or those who divide the tasks of a unit where nobody has it yet. Not the one who
// did it.
void TellDoer(const Platform& platform, storage::Transaction& tx, const Task& task, const Sentence& what, AccountId but,
              Instant now);
// Whoever gave it, or who gives tasks in that unit once they left.
void TellGiver(const Platform& platform, storage::Transaction& tx, const Task& task, const Sentence& what, AccountId but,
               Instant now);

// How far a task is that this one is part of, and what that is part of, up to the whole.
void RollUp(storage::Transaction& tx, CaseId task);

// Whether somebody is one of those who do tasks in a unit today.
bool DoesTasksIn(const Platform& platform, storage::Transaction& tx, UnitId unit, AccountId account, Instant now);

}  // namespace dongson::workflow
