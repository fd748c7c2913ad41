// Figures for Prometheus: requests by route and status, how long they took, gauges that other parts register.
#pragma once

#include <array>
#include <atomic>
#include <cstdint>
#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <string_view>

namespace dongson::web {

class Metrics {
  public:
    void Count(std::string_view route, int status, std::int64_t microseconds);
    // A value asked for when the page is read.
    void Gauge(std::string name, std::string help, std::function<double()> read);
    // Prometheus text format 0.0.4.
    std::string Text() const;

  private:
    static constexpr std::array<double, 10> kBounds{0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5};
    struct Series {
        std::map<int, std::int64_t> by_status;
        std::array<std::int64_t, kBounds.size() + 1> buckets{};
        double seconds = 0;
        std::int64_t count = 0;
    };
    struct GaugeEntry {
        std::string help;
        std::function<double()> read;
    };
    mutable std::mutex mutex_;
    std::map<std::string, Series, std::less<>> series_;
    std::map<std::string, GaugeEntry> gauges_;
};

}  // namespace dongson::web
