// What an operator looks at: work in the background, and cases that wait for nobody.
#pragma once

#include <string>
#include <vector>

#include "core/refusal.h"
#include "platform/jobs/jobs.h"
#include "platform/ledger/ledger.h"
#include "platform/numbering/numbering.h"
#include "web/components.h"
#include "web/html.h"

namespace dongson::administration {

struct UnstaffedPost {
    std::string unit, needs;  // in words
    std::int64_t items = 0;
};

// A unit that ended and whose successors no list names: who they are was inferred.
struct InferredUnit {
    std::string key, name, basis;
    std::string lead;                     // key of the one that took over
    std::vector<std::string> others;      // names of those that took a part
    std::vector<web::Choice> candidates;  // units of the day after, by key
};

struct OperationView {
    std::vector<jobs::Job> jobs, given_up;  // as many as are shown
    jobs::Jobs::Counts counts;              // of all
    std::vector<UnstaffedPost> unstaffed;
    std::optional<Refusal> ledger_trouble;  // why nothing is entered
    std::vector<ledger::Ledger::Lost> ledger_losses;
    std::vector<numbering::LostNumbers> numbers_lost;
    std::vector<InferredUnit> inferred;
    Refusals faults;
};
web::Html OperationPage(const OperationView& view);

}  // namespace dongson::administration
