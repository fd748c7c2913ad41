// Token buckets by key (an asker, an account): so many at once, so many a minute.
#pragma once

#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>

#include "core/time.h"

namespace dongson::web {

class RateLimiter {
  public:
    RateLimiter(double burst, double per_minute) : burst_(burst), per_ms_(per_minute / 60000.0) {}
    // Takes one token; false when the key has none left.
    bool Allow(std::string_view key, Instant now);
    // Whether the key has none left; takes nothing.
    bool Exhausted(std::string_view key, Instant now);
    // How many keys something is known of.
    std::size_t Known();

  private:
    struct Bucket {
        double tokens;
        Instant seen;
    };
    double burst_, per_ms_;
    Instant swept_{0};
    std::mutex mutex_;
    std::unordered_map<std::string, Bucket> buckets_;
};

}  // namespace dongson::web
