// Administrative procedures, as a kind of definition that a province may change (docs/decisions/0052).
#pragma once

#include "platform/definitions/definition_type.h"

namespace dongson::one_stop {

const definitions::Type& ProcedureDefinition();

}  // namespace dongson::one_stop
