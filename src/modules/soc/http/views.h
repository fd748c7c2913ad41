// What several handlers show.
#pragma once

#include <vector>

#include "modules/soc/actions/centre.h"
#include "modules/soc/pages/console_page.h"

namespace dongson::soc {

std::vector<SourceLine> SourceLines(Centre& centre);

}  // namespace dongson::soc
