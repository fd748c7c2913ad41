// Who asks for a correction of what is kept of them, and who decides it.
#pragma once

#include "web/router.h"

namespace dongson::personal_data {

void CorrectionRoutes(web::Router& site);

}  // namespace dongson::personal_data
