// The fields by which the working calendar is changed.
#pragma once

#include <string>

#include "core/refusal.h"
#include "platform/definitions/definition_type.h"
#include "web/html.h"

namespace dongson::one_stop {

web::Html CalendarFields(const definitions::Editing& editing, const Refusals& faults);

// The id of what shows the value that a fault is about; empty: only the text does.
std::string PlaceOfCalendarFault(const definitions::Editing& editing, const std::string& path);

}  // namespace dongson::one_stop
