// What one may do with tasks. The module that shows them declares these.
#pragma once

#include "platform/identity/capability.h"

namespace dongson::workflow {

inline constexpr identity::Capability kDoTasks{"tasks.do", "Nhận và thực hiện nhiệm vụ của đơn vị, chia phần việc trong đơn vị",
                                               "Take the unit's tasks and do them, give parts of them within the unit",
                                               identity::Stead::works};
inline constexpr identity::Capability kGiveTasks{
    "tasks.give", "Giao nhiệm vụ cho đơn vị, cá nhân; phân công, đánh giá nhiệm vụ của đơn vị",
    "Give tasks to units and people; divide and assess those of the unit", identity::Stead::works};
inline constexpr identity::Capability kTaskCapabilities[] = {kDoTasks, kGiveTasks};

}  // namespace dongson::workflow
