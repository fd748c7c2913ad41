// An analyst keeps events from being removed when their time is over, and lifts that again.
#pragma once

#include <string>
#include <string_view>

#include "core/refusal.h"
#include "modules/soc/domain/hold.h"
#include "platform/identity/account.h"
#include "platform/platform.h"

namespace dongson::soc {

// Refuses a stretch that ends before it begins, and one without a reason.
Result<Hold> PlaceHold(const Platform& platform, const identity::Officer& officer, Hold hold);
Result<void> LiftHold(const Platform& platform, const identity::Officer& officer, std::int64_t hold, std::string_view reason);

}  // namespace dongson::soc
