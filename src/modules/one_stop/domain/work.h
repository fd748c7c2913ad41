// What a dossier asks of whom, as it stands: everything that inboxes show of it. Pure: nobody else says it.
#pragma once

#include <vector>

#include "modules/one_stop/domain/dossier.h"
#include "platform/workflow/inbox.h"

namespace dongson::one_stop {

inline constexpr std::string_view kOneStop = "one_stop";  // as rows call the module

// What is asked of somebody beside the next step.
struct Asked {
    std::vector<Consultation> opinions;  // that are waited for, each at the unit that answers today
    int messages = 0;                    // of the applicant's that nobody has answered
};

// The next step, an answer from each unit that is asked, and one to the applicant; nothing of a dossier that is over.
std::vector<workflow::WorkItem> WorkOf(const Dossier& dossier, const workflow::Process& process, const Asked& asked, Instant now);

}  // namespace dongson::one_stop
