// A few complaints and feedbacks, for the demonstration.
#pragma once

#include "platform/module.h"

namespace dongson::complaints {

Result<void> MakeDemo(DemoStage& stage);

}  // namespace dongson::complaints
