// What an operator may set about open data: how far scheduled pulls reach.
#pragma once

#include "core/settings.h"
#include "modules/open_data/actions/fetch_limits.h"

namespace dongson::open_data {

std::vector<Setting> DeclaredSettings();

}  // namespace dongson::open_data
