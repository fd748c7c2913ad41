#pragma once

#include "web/router.h"

namespace dongson::complaints {

void Routes(web::Router& site);

}  // namespace dongson::complaints
