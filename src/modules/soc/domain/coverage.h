// What of ATT&CK the rules in use look for, and whether the sources bring what they look at.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "core/time.h"
#include "modules/soc/engine/rule.h"

namespace dongson::soc {

struct TechniqueCoverage {
    std::string technique;              // "T1059"; its own techniques are counted with it
    std::size_t rules = 0, fed = 0;     // in use; of these, those whose log source somebody brings
    std::size_t off = 0;                // switched off
    std::set<std::uint32_t> sources;    // who brings
    std::optional<Instant> last_found;  // when one of the rules last found something
};
struct TacticCoverage {
    std::string tactic;                         // "credential-access"
    std::vector<TechniqueCoverage> techniques;  // by name
};

// A rule or a correlation, as far as it matters here.
struct LookedFor {
    std::string key;
    std::vector<std::string> tags;
    std::vector<LogSource> at;  // what it looks at; of a correlation, what its rules do
    bool off = false;
    std::optional<Instant> last_found;
};
// In the order of an attack; tactics that no rule names are left out. Rules name several tactics and several techniques without
// saying which belong together: a technique stands under those tactics that a third of its rules name, and at least under one.
// `seen`: what sources bring.
std::vector<TacticCoverage> CoverageOf(const std::vector<LookedFor>& rules,
                                       const std::vector<std::pair<std::uint32_t, LogSource>>& seen);

}  // namespace dongson::soc
