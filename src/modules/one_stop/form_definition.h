// Forms, as a kind of definition that a province may change.
#pragma once

#include "platform/definitions/definition_type.h"

namespace dongson::one_stop {

const definitions::Type& FormDefinition();

}  // namespace dongson::one_stop
