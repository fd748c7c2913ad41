// The same expected step of many dossiers, done at once.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "core/refusal.h"
#include "modules/one_stop/domain/dossier.h"
#include "web/html.h"

namespace dongson::one_stop {

// More is never done at once.
inline constexpr std::size_t kDoneAtOnce = 50;

// A step that waits for nothing but somebody's word, and the dossiers it can be done to now.
struct BulkStep {
    std::string event;
    Words label;
    bool signs = false;  // a result can be read before
    std::vector<Dossier> dossiers;
};

struct BulkView {
    std::vector<BulkStep> steps;
    std::string chosen;  // the step that is shown
    bool cut = false;    // more wait than were looked at
    Instant now;
    std::vector<std::string> done;  // codes, after it was tried
    bool tried = false;
    std::string what;                                          // was tried, in the reader's language
    std::vector<std::pair<std::string, std::string>> refused;  // code, and why it was not
    Refusals faults;
};
web::Html BulkPage(const BulkView& view);

}  // namespace dongson::one_stop
