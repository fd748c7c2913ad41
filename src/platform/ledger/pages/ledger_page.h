// The public ledger, explained, with a check of proofs that runs in the browser.
#pragma once

#include <string>

#include "web/html.h"

namespace dongson::ledger {

struct LedgerView {
    std::string size;      // entries, as the newest checkpoint says
    std::string verifier;  // the public key, as proofs are checked with it
};
web::Html LedgerPage(const LedgerView& view);

}  // namespace dongson::ledger
