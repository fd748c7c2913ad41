#include "modules/soc/domain/habit.h"

#include <algorithm>
#include <map>

namespace dongson::soc {

namespace {

constexpr std::size_t kFewestDays = 5;
constexpr std::uint64_t kFewestEvents = 20;
constexpr std::int64_t kWrong = 2 * kMinute;
constexpr std::int64_t kDayHours = 24;

std::uint64_t Middle(std::vector<std::uint64_t> values) {
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::ranges::nth_element(values, middle);
    return *middle;
}

std::uint64_t Apart(std::uint64_t a, std::uint64_t b) {
    return a > b ? a - b : b - a;
}

bool EndOfWeek(std::int64_t hour) {
    return Instant{hour * kHour}.LocalDate().Weekday() >= 6;
}

}  // namespace

std::int64_t HourOf(Instant time) {
    return time.ms / kHour;
}

std::optional<StrangeHour> JudgeHour(const HourVolume& hour, const std::vector<HourVolume>& past, Instant source_since) {
    std::map<std::int64_t, std::uint64_t> events;
    for (const HourVolume& each : past) events[each.hour] = each.events;
    std::vector<std::uint64_t> same;
    for (std::int64_t day = 1; day <= kHabitDays; ++day) {
        const std::int64_t then = hour.hour - day * kDayHours;
        if (then <= HourOf(source_since) || EndOfWeek(then) != EndOfWeek(hour.hour)) continue;
        const auto known = events.find(then);
        same.push_back(known == events.end() ? 0 : known->second);
    }
    if (same.size() < kFewestDays) return std::nullopt;
    const std::uint64_t usual = Middle(same);
    std::vector<std::uint64_t> apart;
    apart.reserve(same.size());
    for (const std::uint64_t each : same) apart.push_back(Apart(each, usual));
    // Far for this source, and so many that somebody should look.
    const bool far = Apart(hour.events, usual) > 8 * Middle(std::move(apart));
    const bool many = hour.events > 4 * usual + 1000, few = usual >= 500 && hour.events < usual / 4;
    return far && (many || few) ? std::optional(StrangeHour{hour.events, usual}) : std::nullopt;
}

void Lag::Note(std::int64_t lag) {
    least = std::min(least, lag);
    most = std::max(most, lag);
    ++events;
}

Lag& Lag::operator+=(const Lag& other) {
    least = std::min(least, other.least);
    most = std::max(most, other.most);
    events += other.events;
    return *this;
}

std::optional<std::int64_t> ClockError(const Source& source, const Lag& lag) {
    if (lag.events == 0) return std::nullopt;
    if (lag.least < -kWrong) return lag.least;
    const bool sends_at_once = source.recognition == Recognition::address || source.recognition == Recognition::certificate;
    if (sends_at_once && lag.events >= kFewestEvents && lag.least > kWrong) return lag.least;
    return std::nullopt;
}

}  // namespace dongson::soc
