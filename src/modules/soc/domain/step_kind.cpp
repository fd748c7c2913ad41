#include "modules/soc/domain/step_kind.h"

#include "core/text.h"
#include "modules/soc/capabilities.h"

namespace dongson::soc {

using workflow::KindOf;
using workflow::Task;

namespace {

// With whoever opened the incident, or who took over from that unit.
UnitId CentreOfStep(const Task& step, const organisation::Units& units, Date day) {
    const auto* unit = units.InOfficeOn(step.holder, day);
    return unit == nullptr ? step.holder : unit->id;
}

// It is done where the incident is read.
void ShowStep(const Task& step, workflow::WorkItem& item) {
    item.path = "/can-bo/an-ninh/vu-viec/" + IncidentOfStep(step.code);
    item.title = step.title;
    item.fresh = false;
}

KindOf<Task> MakeStepKind() {
    KindOf<Task> kind("soc.step", "SOC_STEP", {"Việc của vụ việc", "Step"});
    kind.Role("analyst", kRespond).Assigned(kRespond, kRespond).Seat("centre", CentreOfStep).Effect("finish").Shows(ShowStep);
    return kind;
}

}  // namespace

const workflow::CaseKind& StepKind() {
    static const auto kind = MakeStepKind();
    return kind;
}

const workflow::Process& StepProcess() {
    static const auto processes = workflow::ReadShipped(StepKind());
    return processes.at(std::string(kStepProcess));
}

std::string StepCode(std::string_view incident, int place) {
    return std::string(incident) + "." + std::to_string(place);
}

std::string IncidentOfStep(std::string_view code) {
    return std::string(code.substr(0, code.rfind('.')));
}

int PlaceOfStep(std::string_view code) {
    return static_cast<int>(ToNumber(code.substr(code.rfind('.') + 1)));
}

}  // namespace dongson::soc
