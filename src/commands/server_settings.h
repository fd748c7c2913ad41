// What the configuration says of the edge.
#pragma once

#include <string>

#include "commands/configuration.h"
#include "platform/platform.h"
#include "web/server.h"

namespace dongson::commands {

web::ServerSettings SettingsOf(const Configuration& configuration, const Platform& platform);

}  // namespace dongson::commands
