// Datasets whose figures are late stand in their agencies' inboxes.
#pragma once

#include "modules/open_data/domain/dataset.h"
#include "platform/platform.h"
#include "storage/database.h"

namespace dongson::open_data {

// Puts in what is late today, and takes out what is not.
void WatchLate(const Platform& platform);
// A dataset that gets a version is late no more; in the transaction that publishes.
void EndLateness(storage::Transaction& tx, DatasetId dataset);

}  // namespace dongson::open_data
