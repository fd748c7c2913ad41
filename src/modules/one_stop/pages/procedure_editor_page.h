// A procedure as fields: what a province may decide first, what the list says behind it (docs/decisions/0052).
#pragma once

#include <string>
#include <vector>

#include "core/refusal.h"
#include "platform/definitions/definition_type.h"
#include "web/components.h"
#include "web/html.h"

namespace dongson::one_stop {

// What may be chosen today.
struct ProcedureChoices {
    std::vector<web::Choice> processes, forms, departments;
};

web::Html ProcedureFields(const definitions::Editing& editing, const Refusals& faults, ProcedureChoices choices);
std::string PlaceOfProcedureFault(const definitions::Editing& editing, const std::string& path);

}  // namespace dongson::one_stop
