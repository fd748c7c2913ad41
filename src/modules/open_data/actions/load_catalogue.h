// Loads the shipped catalogue (data/open_data): datasets with their resources and first versions, and keeps those up to date that
// the platform feeds itself (platform/figures).
#pragma once

#include "core/refusal.h"
#include "platform/platform.h"

namespace dongson::open_data {

struct LoadedCatalogue {
    int datasets = 0, versions = 0;
    std::int64_t rows = 0;
};

// Datasets that are there already stay as they are.
Result<LoadedCatalogue> LoadShippedCatalogue(const Platform& platform);

// Publishes anew each table that is fed by the platform itself and has changed since; how many did. A table whose columns are no
// longer those agreed stays as it is, and the operator is told.
int RefreshFeeds(const Platform& platform);

}  // namespace dongson::open_data
