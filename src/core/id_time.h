// When an id was made: the moment that FreshId writes into it.
#pragma once

#include "core/time.h"

namespace dongson {

inline constexpr std::int64_t kIdsBegin = 1696118400000;  // 2023-10-01
inline constexpr int kBitsBelowTime = 22;                 // of the process and the order within a millisecond

constexpr Instant MadeAt(std::int64_t id) {
    return Instant{kIdsBegin + (id >> kBitsBelowTime)};
}

}  // namespace dongson
