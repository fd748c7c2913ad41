// Which unit sits in each place of a dossier on a day. A dossier names the units of the day it was opened; whoever took over from
// them sits there now. A district's work went by competence: the process names the heir of each of its steps.
#pragma once

#include "modules/one_stop/domain/dossier.h"
#include "platform/organisation/directory.h"

namespace dongson::one_stop {

struct Seats {
    UnitId holder, intake, competent, department;
};

Seats SeatsOn(const Dossier& dossier, const organisation::Units& units, Date day);

// Who decides it, and the department in charge of its field; where there is none any more, whoever took it in.
UnitId CompetentOn(const Dossier& dossier, const organisation::Units& units, Date day);
UnitId DepartmentOn(const Dossier& dossier, const organisation::Units& units, Date day);
// The district of the commune that received it, as long as there is one.
UnitId DistrictOn(const Dossier& dossier, const organisation::Units& units, Date day);

// Who does a unit's work on a day; the unit itself when nobody does.
UnitId InOffice(const organisation::Units& units, UnitId unit, Date day);

}  // namespace dongson::one_stop
