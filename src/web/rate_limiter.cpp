#include "web/rate_limiter.h"

#include <algorithm>

namespace dongson::web {

namespace {
constexpr std::size_t kMostKeys = 100000;
}

bool RateLimiter::Allow(std::string_view key, Instant now) {
    const std::lock_guard lock(mutex_);
    // A bucket that has filled up again says nothing: forgetting it frees the room. Looking at all of them takes its time.
    if (buckets_.size() > kMostKeys && (now.ms < swept_.ms || now.ms - swept_.ms >= kSecond)) {
        swept_ = now;
        std::erase_if(buckets_, [&](const auto& entry) {
            return entry.second.tokens + static_cast<double>(now.ms - entry.second.seen.ms) * per_ms_ >= burst_;
        });
    }
    auto& bucket = buckets_.try_emplace(std::string(key), Bucket{burst_, now}).first->second;
    bucket.tokens =
        std::min(burst_, bucket.tokens + static_cast<double>(std::max<std::int64_t>(0, now.ms - bucket.seen.ms)) * per_ms_);
    bucket.seen = now;
    if (bucket.tokens < 1) return false;
    bucket.tokens -= 1;
    return true;
}

std::size_t RateLimiter::Known() {
    const std::lock_guard lock(mutex_);
    return buckets_.size();
}

bool RateLimiter::Exhausted(std::string_view key, Instant now) {
    const std::lock_guard lock(mutex_);
    const auto found = buckets_.find(std::string(key));
    if (found == buckets_.end()) return false;
    return found->second.tokens + static_cast<double>(std::max<std::int64_t>(0, now.ms - found->second.seen.ms)) * per_ms_ < 1;
}

}  // namespace dongson::web
