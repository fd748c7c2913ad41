// Who is on duty is called about alerts that weigh enough.
#pragma once

#include <cstddef>

#include "platform/platform.h"

namespace dongson::soc {

// Calls about alerts that weigh enough and that nobody took: a message to the account and by e-mail. Done every few seconds;
// several programs may do it at once.
struct Called {
    std::size_t people = 0, alerts_nobody_was_there_for = 0;
};
Called CallOnDuty(const Platform& platform);

}  // namespace dongson::soc
