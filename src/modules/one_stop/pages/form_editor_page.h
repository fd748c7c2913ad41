// The fields by which a form is changed: its sections and questions as rows, one of them open.
#pragma once

#include <map>
#include <string>

#include "core/refusal.h"
#include "platform/definitions/definition_type.h"
#include "web/html.h"

namespace dongson::one_stop {

// Names of the procedures that the text names, by code; of a code that nobody knows none.
using ProcedureNames = std::map<std::string, std::string>;

// Within the form that the page puts around them. Each fault bears the id that PlaceOfFault gave it.
web::Html FormFields(const definitions::Editing& editing, const Refusals& faults, const ProcedureNames& names);
// Where the page shows the value that a fault is about; empty: only in the text.
std::string PlaceOfFault(const definitions::Editing& editing, const std::string& path);

}  // namespace dongson::one_stop
