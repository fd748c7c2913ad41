#pragma once

#include <vector>

#include "platform/definitions/difference.h"
#include "web/html.h"

namespace dongson::administration {

// What one text has that another has not, with a few lines around it; of a long one as many lines as somebody reads.
web::Html DifferenceBlock(const std::vector<definitions::ChangedLine>& lines);

}  // namespace dongson::administration
