// What the ledger keeps of a task: each step, and how the task stood after it. Words that people wrote are bound by digests.
#pragma once

#include "platform/platform.h"
#include "platform/workflow/storage/task_store.h"
#include "platform/workflow/task.h"
#include "storage/database.h"

namespace dongson::ledger {
class Audit;
}

namespace dongson::workflow {

// The entry's id; `happening` is given the salt by which its words are bound.
std::int64_t EnterTask(const Platform& platform, storage::Transaction& tx, const Task& task, Happening& happening);
// Holds every task of a kind against its entries.
void AuditTasks(const Platform& platform, ledger::Audit& audit, std::string_view kind = kOwnTasks);

}  // namespace dongson::workflow
