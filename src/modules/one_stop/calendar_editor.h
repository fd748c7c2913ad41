// Steps of somebody who changes the working calendar by fields (docs/decisions/0045).
#pragma once

#include <string>

#include "modules/one_stop/domain/calendar_text.h"
#include "platform/definitions/definition_type.h"

namespace dongson::one_stop {

definitions::Editing TakeCalendarFields(const web::Form& typed, std::string text, const std::string& key);

// Names a row, or the hours, as shown: what is typed is held against it.
std::string MarkOf(const CalendarList& list, const CalendarRow& row);

}  // namespace dongson::one_stop
