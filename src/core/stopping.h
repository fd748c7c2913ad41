// Whether the program has been told to end. What waits long for something outside looks here now and then.
#pragma once

#include <atomic>

namespace dongson {

namespace internal {
inline std::atomic<bool> stopping = false;
}

inline bool Stopping() {
    return internal::stopping.load(std::memory_order_relaxed);
}
inline void StopSoon() {
    internal::stopping.store(true, std::memory_order_relaxed);
}

}  // namespace dongson
