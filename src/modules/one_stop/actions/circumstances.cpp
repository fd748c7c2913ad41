#include "modules/one_stop/actions/circumstances.h"

#include "modules/one_stop/actions/open_dossier.h"
#include "modules/one_stop/domain/seats.h"
#include "modules/one_stop/storage/dossier_store.h"
#include "platform/organisation/directory.h"

namespace dongson::one_stop {

std::vector<Opinion> OpenOpinions(const Platform& platform, const std::vector<Opinion>& opinions, Instant now) {
    std::vector<Opinion> open;
    for (const auto& opinion : opinions) {
        if (opinion.answered) continue;
        open.push_back(opinion);
        open.back().unit = UnitToday(platform, opinion.unit, now);
    }
    return open;
}

Circumstances CircumstancesOf(const Platform& platform, storage::Transaction& tx, const Dossier& dossier,
                              const std::vector<Opinion>& opinions, Instant now) {
    const auto& process = ProcessOf(dossier);
    const auto seats = SeatsOn(dossier, process, *platform.units.Now(), now.LocalDate());
    return {.happened = DossierStore(tx).Happened(dossier.id),
            .open_opinions = OpenOpinions(platform, opinions, now),
            .holder_today = seats.holder,
            .intake_today = seats.intake,
            .now = now,
            .supply_until = SuppliedUntil(dossier, process, platform.calendar)};
}

}  // namespace dongson::one_stop
