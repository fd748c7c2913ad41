#include "modules/soc/centre/pace.h"

#include <algorithm>

namespace dongson::soc {

namespace {

// Smoothed over some seconds: figures that jump cannot be read.
constexpr double kNew = 0.3;

}  // namespace

void PaceMeter::Begin(Instant now) {
    const std::lock_guard lock(mutex_);
    pace_.since = measured_at_ = now;
}

void PaceMeter::Measure(const std::map<std::uint32_t, SourceCount>& counts, Instant now) {
    const std::lock_guard lock(mutex_);
    const double seconds = std::max(0.001, static_cast<double>(now.ms - measured_at_.ms) / 1000);
    double events = 0, bytes = 0;
    for (const auto& [source, count] : counts) {
        const SourceCount more = count.Since(measured_[source]);
        double& pace = pace_.by_source[source];
        pace += kNew * (static_cast<double>(more.stored) / seconds - pace);
        events += pace;
        bytes += static_cast<double>(more.bytes) / seconds;
        if (more.stored > 0) pace_.last_stored[source] = now;
    }
    pace_.events_per_second = events;
    pace_.bytes_per_second += kNew * (bytes - pace_.bytes_per_second);
    measured_ = counts;
    measured_at_ = now;
}

Pace PaceMeter::Now() const {
    const std::lock_guard lock(mutex_);
    return pace_;
}

}  // namespace dongson::soc
