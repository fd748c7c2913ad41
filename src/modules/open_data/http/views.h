// What an address names, found once for every handler: a dataset, a resource, a version with its table.
#pragma once

#include <memory>

#include "modules/open_data/actions/portal.h"
#include "modules/open_data/domain/addresses.h"
#include "modules/open_data/domain/dataset.h"
#include "modules/open_data/table/table.h"
#include "platform/identity/audience.h"

namespace dongson::open_data {

struct Named {
    Dataset dataset;
    std::vector<Resource> resources;
    Resource resource;  // the one the address names, if it does
    Version version;    // the one the address names, else the newest
    std::shared_ptr<const Table> table;
};

// Refuses what is not there or not published. A withdrawn dataset is gone from the catalogue, but what was cited still answers.
Result<Named> FindDataset(const identity::AnyRequest& request, std::string_view slug);
Result<Named> FindVersion(Portal& portal, const identity::AnyRequest& request);

}  // namespace dongson::open_data
