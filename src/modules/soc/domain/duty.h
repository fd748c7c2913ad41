// Who is on duty when, and who is called about what cannot wait.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/ids.h"
#include "core/time.h"
#include "modules/soc/domain/alert.h"

namespace dongson::soc {

// A part of the day in Vietnam's time. One that ends at or before its beginning ends the day after.
struct Shift {
    std::string key, name;
    int begins = 0, ends = 0;  // minutes of the day
};

// data/soc/duty.yaml
struct DutyRules {
    std::vector<Shift> shifts;  // each begins where the one before ends
    int call_from_score = 0;
    std::int64_t second_after = 0, quiet = 0;  // milliseconds
    const Shift* Find(std::string_view key) const;
    // Throws std::logic_error when they cannot be read, or leave a part of the day out.
    static const DutyRules& Shipped();
};

// A shift of a day: the day it begins.
struct ShiftTime {
    Date day;
    std::string shift;
    bool operator==(const ShiftTime&) const = default;
};
ShiftTime ShiftAt(const DutyRules& rules, Instant now);

// In which order people are called.
enum class DutyPlace : unsigned char { first, second };
inline constexpr DutyPlace kDutyPlaces[] = {DutyPlace::first, DutyPlace::second};
std::string_view DutyPlaceName(DutyPlace place);  // for people

struct DutyTurn {
    ShiftTime time;
    DutyPlace place = DutyPlace::first;
    AccountId account;
};
// None where nobody is entered.
AccountId OnDuty(std::span<const DutyTurn> turns, const ShiftTime& time, DutyPlace place);

// Somebody was called about an alert; about one that nobody was there for, no account.
struct Call {
    AlertId alert;
    DutyPlace place = DutyPlace::first;
    AccountId account;
    Instant at;
};

// Which place is to be called about an alert that nobody took, given the calls about it so far.
std::optional<DutyPlace> PlaceToCall(const DutyRules& rules, std::span<const Call> calls, Instant now);

}  // namespace dongson::soc
