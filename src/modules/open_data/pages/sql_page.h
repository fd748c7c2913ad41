// Asking a table in SQL.
#pragma once

#include "modules/open_data/domain/dataset.h"
#include "web/html.h"

namespace dongson::open_data {

struct SqlView {
    Dataset dataset;
    Resource resource;
    Version version;
    std::string sql;
    std::vector<std::string> columns;
    std::vector<std::vector<std::string>> rows;
    bool truncated = false;
    Refusals faults;
};
web::Html SqlPage(const SqlView& view);

}  // namespace dongson::open_data
