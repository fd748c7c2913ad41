// What a column of a table holds, at a glance.
#pragma once

#include "modules/open_data/domain/dataset.h"
#include "web/html.h"

namespace dongson::open_data {

struct ColumnView {
    Dataset dataset;
    Resource resource;
    Version version;
    std::size_t column = 0;
    std::int64_t rows = 0, filled = 0, misfits = 0;
    std::string distinct, least, most, average;               // as the table's own answers; empty where there is none
    std::vector<std::pair<std::string, std::int64_t>> often;  // the most frequent values
};
web::Html ColumnPage(const ColumnView& view);

}  // namespace dongson::open_data
