// What an operator looks at: work in the background, and cases that wait for nobody.
#pragma once

#include <string>
#include <vector>

#include "platform/jobs/jobs.h"
#include "platform/ledger/ledger.h"
#include "platform/numbering/numbering.h"
#include "web/html.h"

namespace dongson::commands {

struct UnstaffedPost {
    std::string unit, role;  // in words
    std::int64_t items = 0;
};

struct OperationView {
    std::vector<jobs::Job> jobs;
    std::vector<UnstaffedPost> unstaffed;
    std::optional<Refusal> ledger_trouble;  // why nothing is entered
    std::vector<ledger::Ledger::Lost> ledger_losses;
    std::vector<numbering::LostNumbers> numbers_lost;
};
web::Html OperationPage(const OperationView& view);

}  // namespace dongson::commands
