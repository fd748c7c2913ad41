#include "web/metrics.h"

#include <fmt/format.h>

#include <iterator>

namespace dongson::web {

void Metrics::Count(std::string_view route, int status, std::int64_t microseconds) {
    const double seconds = static_cast<double>(microseconds) / 1e6;
    std::size_t bucket = 0;
    while (bucket < kBounds.size() && seconds > kBounds[bucket]) ++bucket;
    const std::lock_guard lock(mutex_);
    auto found = series_.find(route);
    if (found == series_.end()) found = series_.emplace(std::string(route), Series{}).first;
    auto& series = found->second;
    ++series.by_status[status];
    ++series.buckets[bucket];
    series.seconds += seconds;
    ++series.count;
}

void Metrics::Gauge(std::string name, std::string help, std::function<double()> read) {
    const std::lock_guard lock(mutex_);
    gauges_[std::move(name)] = {std::move(help), std::move(read)};
}

std::string Metrics::Text() const {
    const std::lock_guard lock(mutex_);
    std::string text = "# HELP dongson_requests_total Requests answered.\n# TYPE dongson_requests_total counter\n";
    auto out = std::back_inserter(text);
    for (const auto& [route, series] : series_)
        for (const auto& [status, count] : series.by_status)
            fmt::format_to(out, "dongson_requests_total{{route=\"{}\",status=\"{}\"}} {}\n", route, status, count);
    text += "# HELP dongson_request_seconds Time to answer.\n# TYPE dongson_request_seconds histogram\n";
    for (const auto& [route, series] : series_) {
        std::int64_t below = 0;
        for (std::size_t index = 0; index < kBounds.size(); ++index)
            fmt::format_to(out, "dongson_request_seconds_bucket{{route=\"{}\",le=\"{}\"}} {}\n", route, kBounds[index],
                           below += series.buckets[index]);
        fmt::format_to(out, "dongson_request_seconds_bucket{{route=\"{}\",le=\"+Inf\"}} {}\n", route, series.count);
        fmt::format_to(out,
                       "dongson_request_seconds_sum{{route=\"{0}\"}} {1}\ndongson_request_seconds_count{{route=\"{0}\"}} {2}\n",
                       route, series.seconds, series.count);
    }
    for (const auto& [name, gauge] : gauges_)
        fmt::format_to(out, "# HELP {0} {1}\n# TYPE {0} gauge\n{0} {2}\n", name, gauge.help, gauge.read());
    return text;
}

}  // namespace dongson::web
