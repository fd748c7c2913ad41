// Gathers what is told of datasets to machines.
#pragma once

#include "modules/open_data/metadata/described.h"
#include "platform/platform.h"
#include "storage/database.h"

namespace dongson::open_data {

Teller TellerOf(const Platform& platform);
Described Describe(const Platform& platform, storage::Transaction& tx, Dataset dataset);
// Whether every link of the dataset to elsewhere answered when it was probed last.
bool LinksAlive(storage::Transaction& tx, DatasetId dataset);
// So many published datasets from `first` on, in a lasting order; those changed since then, if that is given.
struct DatasetsAsked {
    std::int64_t first = 0, limit = 100;
    std::optional<Instant> since = {};
};
std::vector<Described> DescribePublished(const Platform& platform, storage::Transaction& tx, const DatasetsAsked& asked);

}  // namespace dongson::open_data
