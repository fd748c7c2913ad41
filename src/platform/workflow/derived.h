// What follows from a case as it stands, and from nothing else: what it asks of whom. Pure; the engine keeps what this answers.
#pragma once

#include <vector>

#include "platform/workflow/rules.h"
#include "platform/workflow/work_item.h"

namespace dongson::workflow {

// How many of those who were asked one upon another have answered.
struct AnswersSoFar {
    int came = 0, asked = 0;
};
// Of the last of them: who is asked when all had answered begins anew. Whoever is not waited for any more does not count.
AnswersSoFar CountAnswers(const std::vector<Consultation>& asked);

// What is asked of somebody beside the next step.
struct Asked {
    std::vector<Consultation> waited_for = {};  // each at the unit that answers today
    AnswersSoFar answers = {};                  // none asked: the step has none to say
    int messages = 0;                           // of the applicant's that nobody has answered
};

// The next step, each obligation that is not met, an answer from each unit that is asked, and one to the applicant; nothing of a
// case that is over.
std::vector<WorkItem> WorkOf(const Moving& moving, const Asked& asked, Instant now);

}  // namespace dongson::workflow
