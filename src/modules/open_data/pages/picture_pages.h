// A chart or map of a table: what is drawn, the values as a table, and how to keep and embed it.
#pragma once

#include "modules/open_data/domain/dataset.h"
#include "modules/open_data/domain/mapping.h"
#include "modules/open_data/drawing/chart.h"
#include "modules/open_data/table/grouping.h"
#include "web/html.h"

namespace dongson::open_data {

struct PictureAsked {
    ChartKind kind = ChartKind::bars;
    std::size_t across = 0;  // column of groups, or of the axis along the bottom
    Measured measure;        // a map's too
    std::optional<Mapping> mapping;
    bool by_value = true;  // bars: the largest first; else in the order of their names
    std::size_t most = 20;
    Choice choice;
    // As it came, for links: everything but what the page itself asks again.
    std::vector<std::pair<std::string, std::string>> filters;
};

struct PictureView {
    Dataset dataset;
    Resource resource;
    Version version;
    PictureAsked asked;
    std::string title, upwards;
    std::vector<std::pair<std::string, double>> values;  // what is drawn, as rows of a table
    std::string base_url;
    std::string refused;  // what stands in the way of drawing it
};
web::Html ChartPage(const PictureView& view);
web::Html MapPage(const PictureView& view);

// The address of the drawing itself.
web::Url PictureUrl(const PictureView& view, std::string_view name);

}  // namespace dongson::open_data
