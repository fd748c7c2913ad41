#include "modules/one_stop/actions/keep_work.h"

#include <string>

#include "core/log.h"
#include "modules/one_stop/actions/dossier_keeper.h"
#include "platform/jobs/jobs.h"
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
    platform.jobs.Handle(std::string(kReleaseWork), [&platform](const jobs::Job&) { ReleaseWork(platform); }, jobs::kSlow);
    platform.jobs.EveryMinute([&platform, begun = Date{}]() mutable {
        const auto today = platform.clock.Now().LocalDate();
        if (begun == today) return;
        platform.storage.MustWrite(
            [&](storage::Transaction& tx) { platform.jobs.AddOnce(tx, kReleaseWork, platform.clock.Now()); });
        begun = today;
    });
}

}  // namespace dongson::one_stop
