// Maps without anybody's tiles: areas shaded by a value, or points over the outlines of the land.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "modules/open_data/domain/shapes.h"

namespace dongson::open_data {

struct MapPoint {
    double longitude = 0, latitude = 0;
    std::string label;
};

struct Map {
    MapKind kind = MapKind::communes;
    std::string title, about, value_name, footer;
    std::map<std::string, double, std::less<>> values;  // of areas, by code
    std::vector<MapPoint> points;                       // when the map is of points
};

// An SVG 860 wide. Areas without a value are hatched grey and said so in the key.
std::string Draw(const Map& map);

// The values that get one shade: the least and the greatest of them that there is.
struct ValueClass {
    double least = 0, most = 0;
    bool operator==(const ValueClass&) const = default;
};
// As many areas in each as can be, equal values always together, at most five classes. Ascending.
std::vector<ValueClass> Classes(std::vector<double> values);

}  // namespace dongson::open_data
