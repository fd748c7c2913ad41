// Due dates follow the calendar: when a notice adds a day off or takes one away, what is open is counted again, and its applicant
// hears of it. What was issued keeps the day it says (docs/decisions/0030).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "modules/one_stop/storage/dossier_store.h"
#include "platform/platform.h"

namespace dongson::one_stop {

// The dossier as the calendar counts it; nothing where that is what is written down, or where nothing is promised any more.
std::optional<Dossier> CountedOtherwise(storage::Transaction& tx, const Dossier& dossier,
                                        const calendar::WorkingCalendar& calendar);

// What another calendar would do: nothing is changed, and it is counted as the job below counts.
struct DueMoved {
    std::string code;
    Instant was, is;
};
struct CalendarTrial {
    std::int64_t open = 0, earlier = 0, later = 0;
    std::int64_t papers = 0;      // issued for those that move: they keep the day they say
    std::vector<DueMoved> first;  // not all
};
inline constexpr std::ptrdiff_t kShownOfTrial = 8;
CalendarTrial TryCalendar(storage::Transaction& tx, const calendar::WorkingCalendar& calendar);

// Counts every open dossier again when the calendar is another one than they were counted by. Done twice it changes nothing more.
// Returns how many changed.
int RecountDue(const Platform& platform);

// The job that does it, begun now if there is need, and whenever another calendar comes into force.
void FollowCalendar(const Platform& platform);

}  // namespace dongson::one_stop
