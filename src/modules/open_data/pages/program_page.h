// How programs use a table: examples that run as they stand.
#pragma once

#include "modules/open_data/metadata/described.h"
#include "web/html.h"

namespace dongson::open_data {

struct ProgramView {
    Dataset dataset;
    Resource resource;
    Version version;
    std::string base_url;
};
web::Html ProgramPage(const ProgramView& view);

}  // namespace dongson::open_data
