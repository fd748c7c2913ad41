#include "core/ids.h"

#include <sodium.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <random>

#include "core/id_time.h"

namespace dongson {

// 41 bits of milliseconds, 8 bits of the process, 14 bits that begin at random each millisecond. Within a process every id is
// larger than the one before it, also when many are made in one millisecond or the clock is set back.
std::int64_t FreshId() {
    static const std::int64_t process = static_cast<std::int64_t>(randombytes_uniform(256)) << 14;
    static std::atomic<std::int64_t> newest = 0;
    const auto now =
        std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::system_clock::now().time_since_epoch()).count();
    thread_local std::minstd_rand beginning(randombytes_random());
    const auto candidate = ((now - kIdsBegin) << kBitsBelowTime) | process | static_cast<std::int64_t>(beginning() & 0x1fff);
    auto before = newest.load();
    while (true) {
        const auto fresh = std::max(before + 1, candidate);
        if (newest.compare_exchange_weak(before, fresh)) return fresh;
    }
}

}  // namespace dongson
