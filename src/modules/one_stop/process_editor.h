// Steps of somebody who changes a process by fields (docs/decisions/0049).
#pragma once

#include <string>

#include "modules/one_stop/domain/process_fields.h"
#include "platform/definitions/definition_type.h"

namespace dongson::one_stop {

definitions::Editing TakeProcessFields(const web::Form& typed, std::string text, const std::string& key);

// Names a part as shown: what is typed is held against it.
std::string MarkOf(const ProcessText& process, const ProcessPlace& place);

}  // namespace dongson::one_stop
