// Dossiers of the last weeks for a demonstration, each brought some way through its process by the people in their posts.
#pragma once

#include "platform/module.h"

namespace dongson::one_stop {

Result<void> MakeDemo(DemoStage& stage);

}  // namespace dongson::one_stop
