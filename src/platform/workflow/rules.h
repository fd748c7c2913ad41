// Who may do which event of a case now, and in whose name. Pure.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/refusal.h"
#include "platform/workflow/kind.h"

namespace dongson::workflow {

// A case with what it goes by.
struct Moving {
    const CaseKind& kind;
    const Process& process;
    const Case& subject;
};

// In whose name somebody acts: the unit, none for the applicant, and the post that lets them.
struct Acted {
    UnitId unit;
    const identity::Appointment* post = nullptr;
};

// The unit in whose name the actor does the event: where they hold the post it asks for; none of them: the applicant's own.
// Whoever stands in for who works on the case acts for them. Nothing: it is not theirs to do.
std::optional<Acted> ActsFor(const Moving& moving, const Event& event, const Actor& actor, const Circumstances& now);

// The question that the actor answers: the one that is meant, or the first of those put to a unit of theirs.
const Consultation* AskedOf(const CaseKind& kind, const Actor& actor, const Circumstances& now);

// Whether the actor may do the event now; the refusal says why not.
std::optional<Refusal> RefuseEvent(const Moving& moving, const Event& event, const Actor& actor, const Circumstances& now);

// Exactly the events allowed now, the expected one first.
std::vector<const Event*> AllowedEvents(const Moving& moving, const Actor& actor, const Circumstances& now);

// The clock's part of an event. Refuses what the clock refuses.
Result<void> TickFor(Case& subject, const Event& event, const std::string& reason, Instant now);

// Where a state of the case sits on a day, its heir where its own seat has ended; none for the applicant and for nobody.
UnitId UnitOf(const CaseKind& kind, const State& state, const Case& subject, const organisation::Units& units, Date day);

// Who holds the case on a day: the holder as it stands, or who took over.
UnitId HolderOn(const Moving& moving, const organisation::Units& units, Date day);

}  // namespace dongson::workflow
