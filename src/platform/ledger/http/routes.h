#pragma once

#include "web/router.h"

namespace dongson::ledger {

// The log for everyone: checkpoint and tiles as static files, and a page that checks proofs offline.
void Routes(web::Router& site);

}  // namespace dongson::ledger
