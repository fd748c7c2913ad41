// What may be set about the whole program, and what holds now.
#pragma once

#include "core/settings.h"
#include "web/html.h"

namespace dongson::administration {

web::Html SettingsPage(const Settings& settings);

}  // namespace dongson::administration
