#include "modules/one_stop/actions/circumstances.h"

#include "modules/one_stop/actions/open_dossier.h"
#include "modules/one_stop/domain/dossier_kind.h"
#include "modules/one_stop/domain/seats.h"
#include "modules/one_stop/storage/dossier_store.h"
#include "platform/calendar/calendars.h"
#include "platform/organisation/directory.h"

namespace dongson::one_stop {

std::vector<Consultation> OpenOpinions(const Platform& platform, const std::vector<Consultation>& opinions, Instant now) {
    std::vector<Consultation> open;
    for (const auto& opinion : opinions) {
        if (opinion.answered) continue;
        open.push_back(opinion);
        open.back().unit = UnitToday(platform, opinion.unit, now);
    }
    return open;
}

Circumstances CircumstancesOf(const Platform& platform, storage::Transaction& tx, const Dossier& dossier,
                              const std::vector<Consultation>& opinions, Instant now) {
    const auto& process = ProcessOf(dossier);
    const auto seats = SeatsOn(dossier, *platform.units.Now(), now.LocalDate());
    return {.happened = DossierStore(tx).Happened(dossier.id),
            .open = OpenOpinions(platform, opinions, now),
            .holder_today = seats.holder,
            .counter_today = seats.intake,
            .now = now,
            .supply_until = workflow::SuppliedUntil(dossier, process, *platform.calendar.Now())};
}

}  // namespace dongson::one_stop
