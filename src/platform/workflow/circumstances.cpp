#include "platform/workflow/circumstances.h"

#include "platform/calendar/calendars.h"
#include "platform/organisation/directory.h"
#include "platform/workflow/storage/case_store.h"

namespace dongson::workflow {

std::vector<Consultation> WaitedFor(const organisation::Units& units, const std::vector<Consultation>& asked, Date day) {
    std::vector<Consultation> waited_for;
    for (const auto& each : asked) {
        if (each.answered) continue;
        waited_for.push_back(each);
        if (const auto* unit = units.InOfficeOn(each.unit, day)) waited_for.back().unit = unit->id;
    }
    return waited_for;
}

Circumstances CircumstancesOf(const Platform& platform, storage::Transaction& tx, const Moving& moving,
                              const std::vector<Consultation>& asked, Instant now) {
    const auto& [kind, process, subject] = moving;
    const auto units = platform.units.Now();
    const auto day = now.LocalDate();
    std::map<std::string, UnitId, std::less<>> places;
    for (const auto& [role, seat] : kind.RoleSeats()) places.emplace(role, kind.Sits(seat, subject, *units, day));
    return {.happened = CaseStore(tx).Happened(subject.id),
            .open = WaitedFor(*units, asked, day),
            .holder_today = HolderOn(moving, *units, day),
            .counter_today = kind.Home(subject, *units, day),
            .places_today = std::move(places),
            .now = now,
            .supply_until = SuppliedUntil(subject, process, *platform.calendar.Now())};
}

}  // namespace dongson::workflow
