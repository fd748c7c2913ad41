#include "modules/soc/domain/duty.h"

#include <algorithm>
#include <stdexcept>

#include "core/embedded.h"
#include "core/yaml.h"

namespace dongson::soc {

namespace {

constexpr int kDayMinutes = 24 * 60;

DutyRules Read() {
    DutyRules rules;
    DefinitionErrors errors;
    const auto file = Definition::Parse("data/soc/duty.yaml", Embedded("data/soc/duty.yaml"), errors);
    file.OnlyKeys({"shifts", "call"});
    for (const auto& each : file.List("shifts")) {
        each.OnlyKeys({"key", "name", "begins", "ends"});
        const auto begins = ParseMinuteOfDay(each.Text("begins")), ends = ParseMinuteOfDay(each.Text("ends"));
        if (!begins || !ends) each.Fail("a time of day is written like 06:30");
        rules.shifts.push_back({each.Text("key"), each.Text("name"), begins.value_or(0), ends.value_or(0)});
    }
    const auto call = file.Child("call");
    call.OnlyKeys({"from_score", "second_after_minutes", "quiet_minutes"});
    rules.call_from_score = static_cast<int>(call.Number("from_score", 12));
    rules.second_after = call.Number("second_after_minutes", 15) * kMinute;
    rules.quiet = call.Number("quiet_minutes", 10) * kMinute;
    int covered = 0;
    for (std::size_t i = 0; i < rules.shifts.size(); ++i) {
        const Shift& shift = rules.shifts[i];
        if (shift.ends != rules.shifts[(i + 1) % rules.shifts.size()].begins) file.Fail("the shifts do not follow each other");
        covered += shift.ends - shift.begins + (shift.ends <= shift.begins ? kDayMinutes : 0);
    }
    if (covered != kDayMinutes) file.Fail("the shifts do not cover the day once");
    if (!errors.empty()) throw std::logic_error(errors.Text());
    return rules;
}

}  // namespace

const Shift* DutyRules::Find(std::string_view key) const {
    const auto found = std::ranges::find(shifts, key, &Shift::key);
    return found == shifts.end() ? nullptr : &*found;
}

const DutyRules& DutyRules::Shipped() {
    static const DutyRules shipped = Read();
    return shipped;
}

ShiftTime ShiftAt(const DutyRules& rules, Instant now) {
    const Date day = now.LocalDate();
    const auto minute = static_cast<int>((now.ms - Instant::At(day, 0).ms) / kMinute);
    for (const Shift& shift : rules.shifts) {
        const bool overnight = shift.ends <= shift.begins;
        if (minute >= shift.begins && (overnight || minute < shift.ends)) return {day, shift.key};
        if (overnight && minute < shift.ends) return {day - 1, shift.key};
    }
    throw std::logic_error("the shifts do not cover the day");
}

std::string_view DutyPlaceName(DutyPlace place) {
    static constexpr std::string_view kNames[] = {"Gọi trước", "Gọi sau"};
    return kNames[static_cast<int>(place)];
}

AccountId OnDuty(std::span<const DutyTurn> turns, const ShiftTime& time, DutyPlace place) {
    const auto found =
        std::ranges::find_if(turns, [&](const DutyTurn& turn) { return turn.time == time && turn.place == place; });
    return found == turns.end() ? AccountId{} : found->account;
}

std::optional<DutyPlace> PlaceToCall(const DutyRules& rules, std::span<const Call> calls, Instant now) {
    const auto of = [&](DutyPlace place) { return std::ranges::find(calls, place, &Call::place); };
    const auto first = of(DutyPlace::first);
    if (first == calls.end()) return DutyPlace::first;
    // Where there was nobody to be called first, the second is not waited for.
    const bool waited = !first->account || first->at.ms + rules.second_after <= now.ms;
    return of(DutyPlace::second) == calls.end() && waited ? std::optional(DutyPlace::second) : std::nullopt;
}

}  // namespace dongson::soc
