// Due dates follow the calendar: when a notice adds a day off or takes one away, what is open is counted again, and its applicant
// hears of it. What was issued keeps the day it says (docs/decisions/0030).
#pragma once

#include <optional>

#include "modules/one_stop/storage/dossier_store.h"
#include "platform/platform.h"

namespace dongson::one_stop {

// The dossier as the calendar counts it; nothing where that is what is written down, or where nothing is promised any more.
std::optional<Dossier> CountedOtherwise(storage::Transaction& tx, const Dossier& dossier,
                                        const calendar::WorkingCalendar& calendar);

// Counts every open dossier again when the calendar is another one than they were counted by. Done twice it changes nothing more.
// Returns how many changed.
int RecountDue(const Platform& platform);

// The job that does it, begun now if there is need.
void FollowCalendar(const Platform& platform);

}  // namespace dongson::one_stop
