#include "modules/one_stop/actions/keep_work.h"

#include <string>

#include "core/log.h"
#include "modules/one_stop/actions/dossier_keeper.h"
#include "platform/jobs/every_day.h"
#include "platform/workflow/assignment.h"
#include "platform/workflow/follow.h"

namespace dongson::one_stop {

int KeepWithUnits(const Platform& platform) {
    const int moved = workflow::KeepWithUnits(platform, Dossiers());
    if (moved > 0) Log(Severity::info, "ONE_STOP_UNITS_FOLLOWED", {{"dossiers", std::to_string(moved)}});
    return moved;
}

int ReleaseWork(const Platform& platform) {
    const int released = workflow::ReleaseWork(platform, Dossiers());
    if (released > 0) Log(Severity::info, "ONE_STOP_WORK_RELEASED", {{"dossiers", std::to_string(released)}});
    return released;
}

void ReleaseWorkDaily(const Platform& platform) {
    jobs::EveryDay(platform.jobs, platform.storage, platform.clock, kReleaseWork, [&platform] { ReleaseWork(platform); });
}

}  // namespace dongson::one_stop
