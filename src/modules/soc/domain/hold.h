// Events that nobody may remove, however old they get: evidence that an authority asked to keep.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>

#include "core/ids.h"
#include "core/time.h"

namespace dongson::soc {

struct Hold {
    std::int64_t id = 0;
    Instant from, until;  // of the events' own times, both included
    std::string reason, case_code;
    AccountId account;
    Instant placed;
    std::optional<Instant> lifted;
    AccountId lifted_by;
    std::string lifted_reason;
};

// Whether a hold that was not lifted wants events of these times.
bool IsHeld(std::span<const Hold> holds, Instant earliest, Instant latest);

}  // namespace dongson::soc
