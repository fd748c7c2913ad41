// The paths of the open-data portal.
#pragma once

#include "modules/open_data/actions/portal.h"
#include "web/router.h"

namespace dongson::open_data {

// The portal must outlive the site.
void Routes(web::Router& site, Portal& portal);

}  // namespace dongson::open_data
