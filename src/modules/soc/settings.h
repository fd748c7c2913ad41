// What an operator may set about the security operations centre.
#pragma once

#include "core/settings.h"
#include "modules/soc/centre/settings.h"

namespace dongson::soc {

std::vector<Setting> DeclaredSettings();
CentreSettings CentreSettingsOf(const Settings& settings);
SettingFaults CheckSettings(const Settings& settings);

}  // namespace dongson::soc
