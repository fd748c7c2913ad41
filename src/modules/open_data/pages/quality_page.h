// How good a dataset's description is, point by point, with what to do.
#pragma once

#include "modules/open_data/metadata/quality.h"
#include "web/html.h"

namespace dongson::open_data {

web::Html QualityPage(const Dataset& dataset, const Quality& quality);
// "405/405 · Xuất sắc", leading to that page.
web::Html QualityLink(const Dataset& dataset, const Quality& quality);

struct QualityRow {
    Dataset dataset;
    std::string unit;
    Quality quality;
};
// Every dataset, the weakest first; the average of each agency and domain.
struct QualityListView {
    std::vector<QualityRow> rows;
    std::vector<std::pair<std::string, int>> agencies, domains;
};
web::Html QualityListPage(const QualityListView& view);

}  // namespace dongson::open_data
