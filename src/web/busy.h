// What is said when no worker is free: made beforehand, for then there is no time for more.
#pragma once

#include "web/request.h"
#include "web/router.h"

namespace dongson::web {

// A plain page for people, problem details for programs.
Response Busy(const Request& request, Lane lane);

}  // namespace dongson::web
