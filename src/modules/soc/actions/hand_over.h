// One shift tells the next what it must know, and the next takes it over by name.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/refusal.h"
#include "platform/identity/account.h"
#include "platform/platform.h"

namespace dongson::soc {

// What stands open now, to begin the telling with.
std::string HandoverDraft(const Platform& platform, const std::vector<std::string>& silent_sources);
// Refuses when nothing is told.
Result<void> HandOver(const Platform& platform, const identity::Officer& officer, std::string_view text);
// Nothing happens when it was taken already, or is one's own.
Result<void> TakeOver(const Platform& platform, const identity::Officer& officer, std::int64_t handover);

}  // namespace dongson::soc
