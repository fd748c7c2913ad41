// Proves over every live dossier that it is stranded on no coming day: somebody holds it, every seat ahead of it is a unit that
// exists, it stands in an inbox, and somebody has the post; and that each due date is what the calendar gives.
#pragma once

#include <string>
#include <vector>

#include "platform/calendar/working_calendar.h"
#include "platform/organisation/directory.h"
#include "storage/database.h"

namespace dongson::one_stop {

struct DossierFault {
    std::string name;  // DOSSIER_NO_SEAT
    std::string what;
};

struct DossierLint {
    std::int64_t dossiers = 0;
    std::vector<Date> days;  // on which anything about the units changes, from the first one asked for
    std::vector<DossierFault> faults;
};

// Nothing about units changes between two days of Units::ChangesFrom, so those days stand for all.
DossierLint LintDossiers(storage::Transaction& tx, const organisation::Units& units, const calendar::WorkingCalendar& calendar,
                         Date from);

}  // namespace dongson::one_stop
