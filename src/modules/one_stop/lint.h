// Proves of what ships, and of live dossiers, that none can be stranded.
#pragma once

#include "platform/module.h"

namespace dongson::one_stop {

Linted LintShipped();
Linted LintLive(const LiveLint& live);

}  // namespace dongson::one_stop
