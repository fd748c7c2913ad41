#pragma once

#include "platform/module.h"

namespace dongson::tasks {

// A few tasks in different states, some of them of dossiers that the other modules' demonstrations left.
Result<void> MakeDemo(DemoStage& stage);

}  // namespace dongson::tasks
