// How passing events on, or taking over what others pass on, is doing.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "core/time.h"

namespace dongson::soc {

struct ShipState {
    std::string name;
    std::uint64_t shipped = 0;     // since the start
    std::uint64_t waiting = 0;     // stored, and not there yet; of what others pass on it is not known
    std::string trouble;           // why nothing arrives; empty when all is well
    std::optional<Instant> since;  // of the trouble

    enum class Turn : unsigned char { none, worse, better };
    // What the last try met, nothing when it went well; whether that is news.
    Turn Tell(std::string met, Instant now);
};

}  // namespace dongson::soc
