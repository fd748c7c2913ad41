// Tables that the platform tells of itself (platform/figures) become versions of open data.
#pragma once

#include "platform/platform.h"

namespace dongson::open_data {

// Publishes anew each table that is fed by the platform itself and has changed since; how many did. A table whose columns are no
// longer those agreed stays as it is, and the operator is told.
int RefreshFeeds(const Platform& platform);

}  // namespace dongson::open_data
