// A security centre with something to do: recorded attacks as if they were of the last hour, and ordinary traffic around them.
#pragma once

#include "platform/module.h"

namespace dongson::soc {

Result<void> MakeDemo(DemoStage& stage);

}  // namespace dongson::soc
