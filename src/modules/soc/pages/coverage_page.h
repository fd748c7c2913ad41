// The matrix of ATT&CK: what is looked for, and by whose logs.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "modules/soc/domain/coverage.h"
#include "web/html.h"

namespace dongson::soc {

struct CoverageView {
    std::vector<TacticCoverage> tactics;
    std::map<std::uint32_t, std::string> sources;  // their names
    std::vector<std::string> unused;               // sources that bring nothing any rule looks at
};
web::Html CoveragePage(const CoverageView& view);

}  // namespace dongson::soc
