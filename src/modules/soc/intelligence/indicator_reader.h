// Lists of indicators as others write them: bundles of STIX 2.1, exports of MISP, and CSV.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "core/left_out.h"
#include "modules/soc/intelligence/indicator.h"

namespace dongson::soc {

struct IndicatorReading {
    std::string format;       // "STIX 2.1", "MISP", "CSV"; empty: none of them
    std::uint64_t taken = 0;  // indicators given to the visitor
    LeftOut left_out;         // "indicator--1c2…"
};

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
