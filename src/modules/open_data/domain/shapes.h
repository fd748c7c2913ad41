// The outlines of areas, shipped in data/open_data/shapes: communes of the province since July 2025, provinces since June 2025.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "modules/open_data/domain/mapping.h"

namespace dongson::open_data {

struct Point {
    double longitude = 0, latitude = 0;
};
using Ring = std::vector<Point>;

struct Shape {
    std::string name;
    std::string geometry;     // as GeoJSON has it
    std::vector<Ring> rings;  // of all its polygons: islands and holes alike
};
using Shapes = std::map<std::string, Shape, std::less<>>;  // by the statistics office's code

// Of communes or provinces; read once.
const Shapes& ShapesOf(MapKind kind);

}  // namespace dongson::open_data
