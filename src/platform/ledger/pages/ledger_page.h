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

// Reads the printed code in its own address, with or without a network.
struct PrintedView {
    std::string verifier, witnesses;  // the keys; those of witnesses with blanks between
};
web::Html PrintedPage(const PrintedView& view);

// The code to print beside a result.
struct SheetView {
    std::string code, content;  // of the dossier; what the entry says, as it was signed
    web::Html signed_rows;      // the same for people: of the entry and of nothing else
    web::Html rows_beside;      // what the entry does not hold; may be empty
    std::string image, link;    // where the code is drawn, and where it leads; no image: it is longer than a code holds
    std::string file;           // the proof as a file
};
web::Html SheetPage(const SheetView& view);

}  // namespace dongson::ledger
