// Steps of somebody who changes a procedure by fields (docs/decisions/0052).
#pragma once

#include <string>

#include "platform/definitions/definition_type.h"

namespace dongson::one_stop {

definitions::Editing TakeProcedureFields(const web::Form& typed, std::string text, const std::string& key);

}  // namespace dongson::one_stop
