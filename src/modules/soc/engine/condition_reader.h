// The condition of a rule: selections joined by and, or, not, "1 of" and "all of".
#pragma once

#include <cstdint>
#include <expected>
#include <map>
#include <string>
#include <string_view>

#include "modules/soc/engine/rule.h"

namespace dongson::soc {

// Each selection's node in the condition.
using Selections = std::map<std::string, std::uint32_t, std::less<>>;

// The node that the expression stands for, added to `into`; the reason when it says nothing that can be evaluated.
std::expected<std::uint32_t, std::string> ReadCondition(std::string_view expression, const Selections& selections,
                                                        Condition& into);

}  // namespace dongson::soc
