// The register of information systems: entered, changed, shown to have its four layers, and its services named to be tried.
#pragma once

#include <string_view>

#include "core/refusal.h"
#include "modules/soc/domain/system.h"
#include "platform/identity/account.h"
#include "platform/platform.h"

namespace dongson::soc {

Result<InformationSystem> RegisterSystem(const Platform& platform, InformationSystem system);
Result<InformationSystem> ChangeSystem(const Platform& platform, const InformationSystem& system);
// Refuses a layer that is said to stand without a word about what shows it.
Result<void> ShowLayer(const Platform& platform, const identity::Officer& officer, LayerEvidence evidence);
Result<void> AddProbe(const Platform& platform, Probe probe);
Result<void> RemoveProbe(const Platform& platform, std::int64_t probe);

}  // namespace dongson::soc
