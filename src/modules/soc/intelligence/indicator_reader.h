// Lists of indicators as others write them: bundles of STIX 2.1, exports of MISP, and CSV.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "modules/soc/intelligence/indicator.h"

namespace dongson::soc {

// What could not be taken over, and where it stands: "line 7", "indicator--1c2…".
struct IndicatorFault {
    std::string place, what;
};

struct IndicatorReading {
    std::string format;                  // "STIX 2.1", "MISP", "CSV"; empty: none of them
    std::uint64_t taken = 0;             // indicators given to the visitor
    std::uint64_t left_out = 0;          // entries that could not be used
    std::vector<IndicatorFault> faults;  // the first of those
};
inline constexpr std::size_t kShownFaults = 20;

using TakeIndicator = std::function<void(const Indicator&)>;
// The bytes are untrusted; what cannot be used is told, the rest is taken.
IndicatorReading ReadIndicators(std::string_view bytes, const TakeIndicator& take);

// The values that a STIX pattern asks for, any of which is enough; nothing, and why, when it asks for more than one at once or
// for what is no indicator here.
struct StixPattern {
    std::vector<std::pair<IndicatorKind, std::string>> values;
    std::string fault;
};
StixPattern ReadStixPattern(std::string_view pattern);

}  // namespace dongson::soc
