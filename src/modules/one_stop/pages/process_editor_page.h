// The fields by which a process is changed: its steps, what may be done from each, and where that leads.
#pragma once

#include <string>

#include "core/refusal.h"
#include "platform/definitions/definition_type.h"
#include "platform/workflow/process.h"
#include "web/html.h"

namespace dongson::one_stop {

web::Html ProcessFields(const definitions::Editing& editing, const Refusals& faults, const workflow::Vocabulary& words);

// The id of what shows the value that a fault is about; empty: only the text does.
std::string PlaceOfProcessFault(const definitions::Editing& editing, const std::string& path);

}  // namespace dongson::one_stop
