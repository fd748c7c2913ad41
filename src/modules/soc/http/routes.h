// What exists of the security operations centre, at a glance.
#pragma once

#include "modules/soc/centre/centre.h"
#include "web/router.h"

namespace dongson::soc {

void Routes(web::Router& site, Centre& centre);

}  // namespace dongson::soc
