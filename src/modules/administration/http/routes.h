#pragma once

#include "web/router.h"

namespace dongson::administration {

void Routes(web::Router& site);

}  // namespace dongson::administration
