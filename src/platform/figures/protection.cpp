#include "platform/figures/protection.h"

#include <algorithm>
#include <cmath>
#include <cstring>

#include "core/bytes.h"

namespace dongson::figures {

namespace {

// How much less likely each further step of noise is: e^−0.7 ≈ 1/2, which bounds what one person changes (differential privacy
// calls it ε = 0.7).
constexpr double kStep = 0.4966;

// A fair number in [0, 1) that nearby sums do not share.
double Fraction(std::int64_t keys) {
    auto mixed = static_cast<std::uint64_t>(keys % kKeys) + 0x9E3779B97F4A7C15ULL;  // splitmix64
    mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9ULL;
    mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EBULL;
    mixed ^= mixed >> 31;
    return static_cast<double>(mixed >> 11) / 9007199254740992.0;
}

// Two-sided geometric noise, cut at kMostNoise.
std::int64_t NoiseOf(double fraction) {
    const bool up = fraction >= 0.5;
    const double tail = 2 * (up ? 1 - fraction : fraction);  // 1 in the middle, 0 at the ends
    // P(|noise| ≥ k) = 2·step^k / (1 + step), k ≥ 1.
    const double steps = std::log(tail * (1 + kStep) / 2) / std::log(kStep);
    const auto size = std::clamp<std::int64_t>(static_cast<std::int64_t>(std::floor(steps)), 0, kMostNoise);
    return up ? size : -size;
}

}  // namespace

std::int64_t FreshCellKey() {
    const auto bytes = RandomBytes(4);
    std::uint32_t number = 0;
    std::memcpy(&number, bytes.data(), sizeof number);
    return number % kKeys;
}

std::optional<std::int64_t> Shown(const Cell& cell) {
    if (cell.count <= 0) return std::nullopt;
    const auto shown = cell.count + NoiseOf(Fraction(cell.keys));
    if (shown < kLeastShown) return std::nullopt;
    return shown;
}

}  // namespace dongson::figures
