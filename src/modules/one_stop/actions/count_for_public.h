// What the one-stop tells of its work to everyone: its procedures, and what was received and finished, month by month.
#pragma once

#include "platform/figures/figures.h"

namespace dongson::one_stop {

void AddPublicTables(figures::Figures& figures);

}  // namespace dongson::one_stop
