#include "modules/one_stop/actions/fold_by_the_minute.h"

#include "core/stopping.h"
#include "modules/one_stop/storage/dossier_store.h"
#include "modules/one_stop/storage/figure_store.h"
#include "modules/one_stop/storage/report_store.h"
#include "platform/jobs/jobs.h"
#include "platform/platform.h"
#include "storage/database.h"

namespace dongson::one_stop {

using storage::Transaction;

namespace {

// Whoever writes meanwhile waits for no more.
constexpr int kChangesAtOnce = 2000, kDossiersAtOnce = 500;

int FoldAll(const Platform& platform, int at_once, int (*fold)(Transaction& tx, int rows)) {
    int all = 0;
    for (int folded = at_once; folded == at_once && !Stopping(); all += folded)
        platform.storage.MustWrite([&](Transaction& tx) { folded = fold(tx, at_once); });
    return all;
}

// `waits`: none where asking costs as much as looking.
void ByTheMinute(const Platform& platform, std::string_view job, int (*keep)(const Platform&), bool (*waits)(Transaction&)) {
    platform.jobs.Handle(std::string(job), [&platform, keep](const jobs::Job&) { keep(platform); }, jobs::kSlow);
    platform.jobs.EveryMinute([&platform, job, waits] {
        if (waits != nullptr && !platform.storage.Read(waits)) return;
        platform.storage.MustWrite([&](Transaction& tx) { platform.jobs.AddOnce(tx, job, platform.clock.Now()); });
    });
}

}  // namespace

int KeepFigures(const Platform& platform) {
    return FoldAll(platform, kChangesAtOnce, [](Transaction& tx, int rows) { return FigureStore(tx).Fold(rows); }) +
           FoldAll(platform, kChangesAtOnce, [](Transaction& tx, int rows) { return ReportStore(tx).Fold(rows); });
}

int KeepWords(const Platform& platform) {
    return FoldAll(platform, kDossiersAtOnce, [](Transaction& tx, int rows) { return DossierStore(tx).FoldWords(rows); });
}

void FoldByTheMinute(const Platform& platform) {
    ByTheMinute(platform, "one_stop.keep_figures", KeepFigures, nullptr);
    ByTheMinute(platform, "one_stop.keep_words", KeepWords, [](Transaction& tx) { return DossierStore(tx).LackWords(); });
}

}  // namespace dongson::one_stop
