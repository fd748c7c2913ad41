// What a source usually does, and whether it does something else.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "core/time.h"
#include "modules/soc/domain/source.h"

namespace dongson::soc {

// Events of one hour; hours are counted since 1970.
struct HourVolume {
    std::int64_t hour = 0;
    std::uint64_t events = 0;
};
std::int64_t HourOf(Instant time);

// An hour that is far from what the same hour brought on days of its kind (Monday to Friday, or the end of the week) lately.
// Nothing when it is not, or when there are too few such days to tell. `past` may hold other hours too; hours without an entry
// had no events, from the source's first day on.
struct StrangeHour {
    std::uint64_t events = 0, usual = 0;  // the middle of the past ones
};
std::optional<StrangeHour> JudgeHour(const HourVolume& hour, const std::vector<HourVolume>& past, Instant source_since);
inline constexpr std::int64_t kHabitDays = 28;

// How long after they happened events came, by their own word: the shortest and the longest of some time.
struct Lag {
    std::int64_t least = INT64_MAX, most = INT64_MIN;  // milliseconds; negative: they claim to come from the future
    std::uint64_t events = 0;

    void Note(std::int64_t lag);
    Lag& operator+=(const Lag& other);
};
// By how many milliseconds a source's clock is wrong, as far as can be told: even its promptest event was late, or one came
// before it happened. Late alone says nothing of who sends what lay somewhere, so it counts for those only that send as it
// happens.
std::optional<std::int64_t> ClockError(const Source& source, const Lag& lag);

}  // namespace dongson::soc
