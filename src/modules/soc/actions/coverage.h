// The matrix of ATT&CK as it stands now.
#pragma once

#include <string>
#include <vector>

#include "modules/soc/centre/centre.h"
#include "modules/soc/domain/coverage.h"

namespace dongson::soc {

struct Coverage {
    std::vector<TacticCoverage> tactics;
    std::vector<std::string> unused;  // sources that brought nothing any rule looks at
};
// By what sources brought within thirty days.
Coverage CoverageNow(Centre& centre);

}  // namespace dongson::soc
