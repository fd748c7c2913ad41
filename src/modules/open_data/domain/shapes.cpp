#include "modules/open_data/domain/shapes.h"

#include <boost/json.hpp>

#include "core/embedded.h"

namespace dongson::open_data {

namespace json = boost::json;

namespace {

double Degrees(const json::value& value) {
    return value.to_number<double>();
}

void TakeRings(const json::array& coordinates, std::vector<Ring>& rings) {
    if (coordinates.empty()) return;
    const auto& first = coordinates[0].as_array();
    if (!first.empty() && first[0].is_array()) {
        for (const auto& part : coordinates) TakeRings(part.as_array(), rings);
        return;
    }
    auto& ring = rings.emplace_back();
    for (const auto& point : coordinates) ring.push_back({Degrees(point.as_array()[0]), Degrees(point.as_array()[1])});
}

Shapes Read(std::string_view path) {
    Shapes shapes;
    const auto file = json::parse(Embedded(path));
    for (const auto& feature : file.at("features").as_array()) {
        const auto& properties = feature.at("properties");
        Shape shape{.name = std::string(properties.at("name").as_string()),
                    .geometry = json::serialize(feature.at("geometry")),
                    .rings = {}};
        TakeRings(feature.at("geometry").at("coordinates").as_array(), shape.rings);
        shapes[std::string(properties.at("code").as_string())] = std::move(shape);
    }
    return shapes;
}

}  // namespace

const Shapes& ShapesOf(MapKind kind) {
    static const auto communes = Read("data/open_data/shapes/communes_2025.geojson");
    static const auto provinces = Read("data/open_data/shapes/provinces_2025.geojson");
    return kind == MapKind::provinces ? provinces : communes;
}

}  // namespace dongson::open_data
