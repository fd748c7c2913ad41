// Tasks that are part of one thing, a line each.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "platform/workflow/task.h"
#include "web/html.h"

namespace dongson::tasks {

web::Html PartTable(const std::vector<workflow::Task>& parts, const std::map<UnitId, std::string>& units, Instant now);

}  // namespace dongson::tasks
