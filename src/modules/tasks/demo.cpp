#include "modules/tasks/demo.h"

namespace dongson::tasks {

Result<void> MakeDemo(DemoStage&) {
    return {};
}

}  // namespace dongson::tasks
