// What analysts set, as events are judged by it: rules of their own, what is off or kept to some sources, exceptions.
#pragma once

#include <vector>

#include "modules/soc/watch/detection.h"
#include "platform/platform.h"

namespace dongson::soc {

// As of now; without indicators.
DetectionParts PartsOf(const Platform& platform);
std::vector<RuleException> ExceptionsNow(const Platform& platform);

}  // namespace dongson::soc
