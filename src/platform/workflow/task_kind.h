// What a task is to the engine of cases: who has it, what guards its steps, what it asks of whom.
#pragma once

#include <string_view>

#include "platform/workflow/rules.h"
#include "platform/workflow/task.h"
#include "platform/workflow/task_capabilities.h"

namespace dongson::workflow {

// Words of data/processes/task.yaml: its two seats, and the roles that act from them.
inline constexpr std::string_view kGiver = "giver", kDoer = "doer";

const CaseKind& TaskKind();
const Process& TaskProcess();

inline Moving MovingOf(const Task& task) {
    return {TaskKind(), TaskProcess(), task};
}

}  // namespace dongson::workflow
