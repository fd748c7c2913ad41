// The catalogue as DCAT-AP 3.0.1 describes one (W3C DCAT 3, with the EU's profile and its lists of terms).
#pragma once

#include <span>

#include "modules/open_data/metadata/described.h"
#include "modules/open_data/metadata/graph.h"

namespace dongson::open_data {

struct CatalogueLeaf {
    int number = 1, leaves = 1;
    std::int64_t datasets = 0;  // of the whole catalogue
};

// A leaf of the catalogue with the datasets on it.
Graph DescribeCatalogue(const Teller& teller, std::span<const Described> datasets, const CatalogueLeaf& leaf);
Graph DescribeDataset(const Teller& teller, const Described& described);

}  // namespace dongson::open_data
