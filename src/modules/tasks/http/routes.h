#pragma once

#include "web/router.h"

namespace dongson::tasks {

void Routes(web::Router& site);

}  // namespace dongson::tasks
