// Which columns of a table say where its rows lie.
#pragma once

#include <optional>
#include <string_view>

#include "modules/open_data/table/column.h"

namespace dongson::open_data {

enum class MapKind : unsigned char { points, communes, provinces };

struct Mapping {
    MapKind kind = MapKind::points;
    std::size_t latitude = 0, longitude = 0;  // of points: WGS 84, degrees
    std::size_t code = 0;                     // of areas: the statistics office's code
};

// By the columns' names, as Vietnamese and English tables call them. A table may have both: points say more exactly where its
// rows lie, areas can be shaded by a value.
std::optional<Mapping> FindPoints(const Schema& schema);
std::optional<Mapping> FindAreas(const Schema& schema);
// Points before areas.
std::optional<Mapping> FindMapping(const Schema& schema);

}  // namespace dongson::open_data
