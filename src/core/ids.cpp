#include "core/ids.h"

#include <sodium.h>

#include <chrono>

namespace dongson {

std::int64_t FreshId() {
    constexpr std::int64_t kEpoch = 1696118400000;  // 2023-10-01
    const auto now =
        std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::system_clock::now().time_since_epoch()).count();
    return ((now - kEpoch) << 22) | static_cast<std::int64_t>(randombytes_random() & 0x3fffff);
}

}  // namespace dongson
