#pragma once

#include "web/router.h"

namespace dongson::identity {

// Sign-in, registration, reset, and everything of one's own account.
void Routes(web::Router& site);

}  // namespace dongson::identity
