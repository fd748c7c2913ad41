// On the officers' page of a dataset: where its tables come from by themselves.
#pragma once

#include "modules/open_data/pages/publishing_pages.h"

namespace dongson::open_data {

// Addresses that files are fetched from on schedule, and the tables that the platform feeds.
web::Html PullSection(const OwnDatasetView& view);

}  // namespace dongson::open_data
