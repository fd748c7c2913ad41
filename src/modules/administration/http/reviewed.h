// How much of who may what nobody has looked over for a year.
#pragma once

#include <cstddef>

#include "platform/platform.h"

namespace dongson::administration {

std::size_t CountUnreviewed(const Platform& platform);

}  // namespace dongson::administration
