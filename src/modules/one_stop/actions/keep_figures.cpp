#include "modules/one_stop/actions/keep_figures.h"

#include "core/stopping.h"
#include "modules/one_stop/storage/figure_store.h"
#include "modules/one_stop/storage/report_store.h"
#include "platform/jobs/jobs.h"
#include "platform/platform.h"
#include "storage/database.h"

namespace dongson::one_stop {

namespace {
constexpr std::string_view kKeepFigures = "one_stop.keep_figures";
constexpr int kAtOnce = 2000;  // whoever writes meanwhile waits for no more
}  // namespace

int KeepFigures(const Platform& platform) {
    int kept = 0;
    for (int folded = kAtOnce; folded == kAtOnce && !Stopping(); kept += folded)
        platform.storage.MustWrite([&](storage::Transaction& tx) { folded = FigureStore(tx).Fold(kAtOnce); });
    for (int folded = kAtOnce; folded == kAtOnce && !Stopping(); kept += folded)
        platform.storage.MustWrite([&](storage::Transaction& tx) { folded = ReportStore(tx).Fold(kAtOnce); });
    return kept;
}

void KeepFiguresByTheMinute(const Platform& platform) {
    platform.jobs.Handle(std::string(kKeepFigures), [&platform](const jobs::Job&) { KeepFigures(platform); }, jobs::kSlow);
    platform.jobs.EveryMinute([&platform] {
        platform.storage.MustWrite(
            [&](storage::Transaction& tx) { platform.jobs.AddOnce(tx, kKeepFigures, platform.clock.Now()); });
    });
}

}  // namespace dongson::one_stop
