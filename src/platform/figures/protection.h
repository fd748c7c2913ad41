// Numbers about people, safe to publish: the cell-key method of official statistics. Every counted thing carries a random key
// that is never shown. A cell's noise follows from the sum of the keys in it: the same set has the same noise in every table and
// on every day, so that asking again teaches nothing; a set with one more has other noise, so that no difference between two
// tables tells whether somebody is in it. Numbers under the threshold are not shown at all.
#pragma once

#include <cstdint>
#include <optional>

namespace dongson::figures {

inline constexpr std::int64_t kKeys = 1 << 20;  // keys are 0 … kKeys − 1
std::int64_t FreshCellKey();

struct Cell {
    std::int64_t count = 0, keys = 0;  // how many, and the sum of their keys
    Cell& operator+=(const Cell& other) {
        count += other.count;
        keys += other.keys;
        return *this;
    }
};

inline constexpr std::int64_t kLeastShown = 5, kMostNoise = 10;

// The number that may be told; nothing when it is under kLeastShown, be it none or few. Mean noise is nought, in two of three
// cells it is at most 1, and one more or less in a cell makes no number more than twice as likely (but at the ends, 1 in 800).
std::optional<std::int64_t> Shown(const Cell& cell);

}  // namespace dongson::figures
