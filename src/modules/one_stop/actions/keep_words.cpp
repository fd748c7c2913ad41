#include "modules/one_stop/actions/keep_words.h"

#include "core/stopping.h"
#include "modules/one_stop/storage/dossier_store.h"
#include "platform/jobs/jobs.h"
#include "platform/platform.h"
#include "storage/database.h"

namespace dongson::one_stop {

namespace {
constexpr std::string_view kKeepWords = "one_stop.keep_words";
}  // namespace

int KeepWords(const Platform& platform) {
    int kept = 0;
    for (int folded = 1; folded > 0 && !Stopping(); kept += folded)
        platform.storage.MustWrite([&](storage::Transaction& tx) { folded = DossierStore(tx).FoldSome(); });
    return kept;
}

void KeepWordsByTheMinute(const Platform& platform) {
    platform.jobs.Handle(std::string(kKeepWords), [&platform](const jobs::Job&) { KeepWords(platform); }, jobs::kSlow);
    platform.jobs.EveryMinute([&platform] {
        const bool wanting = platform.storage.Read([](storage::Transaction& tx) { return DossierStore(tx).LackWords(); });
        if (!wanting) return;
        platform.storage.MustWrite(
            [&](storage::Transaction& tx) { platform.jobs.AddOnce(tx, kKeepWords, platform.clock.Now()); });
    });
}

}  // namespace dongson::one_stop
