// Processes as a kind of definition that a province changes (docs/decisions/0049).
#pragma once

#include "platform/definitions/definition_type.h"

namespace dongson::one_stop {

const definitions::Type& ProcessDefinition();

}  // namespace dongson::one_stop
