// The steps of an incident's playbook. They are tasks of the platform: given by the program when the incident is opened, done by
// whoever is on duty, dropped when it ends before they are done, and taken up again with it.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "modules/soc/domain/incident.h"
#include "modules/soc/domain/step_kind.h"
#include "platform/workflow/case_papers.h"
#include "platform/workflow/engine.h"

namespace dongson::soc {

const workflow::KeeperOf<workflow::Task>& Steps();

// In the playbook's order.
std::vector<workflow::Task> StepsOf(storage::Transaction& tx, CaseId incident);

// What follows for them from what happens to their incident, in its transaction.
void GiveSteps(const Platform& platform, storage::Transaction& tx, const Incident& incident, const workflow::Actor& giver,
               Instant now);
void DropSteps(const Platform& platform, storage::Transaction& tx, const Incident& incident, Instant now);
void ReviveSteps(const Platform& platform, storage::Transaction& tx, const Incident& incident, Instant now);
// Open ones go to whoever leads it from now on.
void PassSteps(const Platform& platform, const identity::Officer& officer, const Incident& incident);

inline constexpr std::string_view kResultField = "ket_qua";  // of what is refused of the text

struct StepDone {
    std::string code;  // of the incident
    std::int64_t step = 0;
    std::string text = {};  // what came of it; may be empty
    std::vector<workflow::NewPaper> papers = {};
};
// Whoever is on duty did it; pressed twice it is done once. What came of it stands in the incident's timeline.
Result<void> DoStep(const Platform& platform, const identity::Officer& officer, const StepDone& done);

// Of before steps were tasks: what happened to them is written down and entered, once, and open ones are due when the playbook
// says.
void EnterMovedSteps(const Platform& platform);

// Codes of those that are open, and of those of them of which inboxes show other work than they ask for.
std::vector<std::string> OpenSteps(storage::Transaction& tx);
std::vector<std::string> StraySteps(storage::Transaction& tx, const organisation::Units& units, Date day);

}  // namespace dongson::soc
