// What one group of a correlation holds within its timespan.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "core/time.h"

namespace dongson::soc {

// An event that a correlation gathers.
struct Observation {
    Instant time;
    std::uint64_t event = 0;
    double number = 0;        // of value_sum, value_avg, value_percentile
    std::uint64_t value = 0;  // of value_count: what stands for the value
    std::uint32_t input = 0;
};

// Observations in order: new ones at the end, old ones leave at the front. Most groups have one or two.
class ObservationWindow {
  public:
    bool empty() const { return first_ == all_.size(); }
    std::size_t size() const { return all_.size() - first_; }
    const Observation& operator[](std::size_t i) const { return all_[first_ + i]; }
    const Observation& front() const { return all_[first_]; }
    const Observation& back() const { return all_.back(); }
    auto begin() const { return all_.begin() + static_cast<std::ptrdiff_t>(first_); }
    auto end() const { return all_.end(); }
    void push_back(const Observation& what) { all_.push_back(what); }
    void pop_front() {
        ++first_;
        if (first_ == all_.size()) {
            all_ = {};
            first_ = 0;
        } else if (first_ >= 32 && first_ * 2 > all_.size()) {
            all_.erase(all_.begin(), begin());
            first_ = 0;
        }
    }

  private:
    std::vector<Observation> all_;
    std::size_t first_ = 0;
};

}  // namespace dongson::soc
