// The working calendar as a definition that a province changes: its own days on top of what ships (docs/decisions/0045).
#pragma once

#include "platform/definitions/definition_type.h"

namespace dongson::one_stop {

const definitions::Type& CalendarDefinition();

}  // namespace dongson::one_stop
