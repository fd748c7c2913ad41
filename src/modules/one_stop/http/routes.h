#pragma once

#include "web/router.h"

namespace dongson::one_stop {

void Routes(web::Router& site);

}  // namespace dongson::one_stop
