// Which unit sits in each place of a dossier on a day. A dossier names the units of the day it was opened; whoever took over from
// them sits there now. A district's work went by competence: the process names the heir of each of its steps.
#pragma once

#include "modules/one_stop/domain/dossier.h"
#include "platform/organisation/directory.h"

namespace dongson::one_stop {

struct Seats {
    UnitId holder, intake, competent, department;
};

Seats SeatsOn(const Dossier& dossier, const workflow::Process& process, const organisation::Units& units, Date day);

// Where a state of the dossier sits on a day; none for the applicant and for nobody.
UnitId UnitOf(const workflow::State& state, const Dossier& dossier, const organisation::Units& units, Date day);

// What a process's word for who does a step ("clerk") asks of an officer; none: nobody knows the word.
const identity::Capability* CapabilityOf(std::string_view seat_role);

// Who does a unit's work on a day; the unit itself when nobody does.
UnitId InOffice(const organisation::Units& units, UnitId unit, Date day);

}  // namespace dongson::one_stop
