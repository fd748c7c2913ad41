// All that is told of a dataset to machines, gathered once for every way of telling it.
#pragma once

#include <string>
#include <vector>

#include "modules/open_data/domain/dataset.h"

namespace dongson::open_data {

struct DescribedTable {
    Resource resource;
    Version version;             // the newest
    std::vector<int> more = {};  // numbers of the versions before it
    bool places = false;         // its rows lie on a map
};

struct Described {
    Dataset dataset;
    std::vector<DescribedTable> tables;
    std::string unit, unit_key;
    bool local_unit = false;  // of a commune or district, not of the province
};

// Who tells: the portal.
struct Teller {
    std::string base_url;  // https://dulieu.thanhhoa.gov.vn
    std::string name;      // of the portal
    std::string unit, unit_key;
    std::string area;        // the place it is for
    Instant begun, changed;  // when the first dataset was made, and the newest change
};

}  // namespace dongson::open_data
