#include "modules/soc/actions/keep_incidents.h"

#include <algorithm>
#include <iterator>
#include <string>
#include <vector>

#include "core/log.h"
#include "modules/soc/actions/incident_keeper.h"
#include "modules/soc/actions/incident_steps.h"
#include "modules/soc/storage/incident_store.h"
#include "platform/jobs/every_day.h"
#include "platform/workflow/assignment.h"
#include "platform/workflow/follow.h"

namespace dongson::soc {

int KeepIncidents(const Platform& platform) {
    const auto open = platform.storage.Read([](storage::Transaction& tx) {
        std::vector<std::string> codes;
        for (const auto& incident : IncidentStore(tx).Open()) codes.push_back(incident.code);
        return codes;
    });
    const int kept = workflow::FollowUnits(platform, Incidents(), open) + workflow::ReleaseWork(platform, Incidents());
    const auto steps = platform.storage.Read([](storage::Transaction& tx) { return OpenSteps(tx); });
    workflow::FollowUnits(platform, Steps(), steps);
    workflow::ReleaseWork(platform, Steps());
    if (kept > 0) Log(Severity::info, "SOC_INCIDENTS_KEPT", {{"incidents", std::to_string(kept)}});
    return kept;
}

void KeepIncidentsDaily(const Platform& platform) {
    jobs::EveryDay(platform.jobs, platform.storage, platform.clock, kKeepIncidents, [&platform] { KeepIncidents(platform); });
}

std::vector<std::string> StrayIncidents(storage::Transaction& tx, const organisation::Units& units, Date day) {
    std::vector<std::string> stray;
    for (const auto& incident : IncidentStore(tx).Open())
        if (!workflow::WorkIsDerived(tx, units, MovingOf(incident), Instant::At(day, 0))) stray.push_back(incident.code);
    std::ranges::copy(StraySteps(tx, units, day), std::back_inserter(stray));
    return stray;
}

}  // namespace dongson::soc
