// Where sources stand, and where alerts are open: the communes of the province, and its own departments beside.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "modules/soc/domain/alert.h"
#include "web/html.h"

namespace dongson::soc {

// A unit that has sources, or alerts.
struct PlaceLine {
    std::string unit;
    std::string commune;  // the statistics office's code; empty: not a commune
    std::size_t sources = 0, silent = 0, alerts = 0;
    bool operator==(const PlaceLine&) const = default;
};

web::Html SourceMapPage(const std::vector<PlaceLine>& places);
// The picture, as long as these places stay as they are.
web::Html SourceMapPicture(const std::vector<PlaceLine>& places);
// What the picture shows, in one sentence.
Sentence SourceMapAbout(const std::vector<PlaceLine>& places);

}  // namespace dongson::soc
