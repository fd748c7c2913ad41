// A step of a playbook, as the engine of cases sees it: a task of the platform of a kind of its own, part of its incident.
// Whoever is on duty does it; nobody else reads it.
#pragma once

#include <string>
#include <string_view>

#include "platform/workflow/kind.h"
#include "platform/workflow/rules.h"
#include "platform/workflow/task.h"

namespace dongson::soc {

inline constexpr std::string_view kStepProcess = "incident_step";
// Words of data/processes/incident_step.yaml.
namespace names {
inline constexpr std::string_view kFinish = "finish", kDrop = "drop", kRevive = "revive";  // events
inline constexpr std::string_view kStepOpen = "open", kStepDropped = "dropped";            // states
}  // namespace names

const workflow::CaseKind& StepKind();
const workflow::Process& StepProcess();

inline workflow::Moving MovingOfStep(const workflow::Task& step) {
    return {StepKind(), StepProcess(), step};
}

// "SC-2026-0001.3": the third of that incident's playbook; and the other way about.
std::string StepCode(std::string_view incident, int place);
std::string IncidentOfStep(std::string_view code);
int PlaceOfStep(std::string_view code);

}  // namespace dongson::soc
