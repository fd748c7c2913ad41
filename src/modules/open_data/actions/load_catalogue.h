// Loads the shipped catalogue (data/open_data): datasets with their resources and first versions.
#pragma once

#include "core/refusal.h"
#include "platform/platform.h"

namespace dongson::open_data {

struct LoadedCatalogue {
    int datasets = 0, versions = 0;
    std::int64_t rows = 0;
};

// Datasets that are there already stay as they are; those that the platform feeds have no version yet.
Result<LoadedCatalogue> LoadShippedCatalogue(const Platform& platform);

}  // namespace dongson::open_data
