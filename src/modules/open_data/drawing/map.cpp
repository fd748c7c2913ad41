#include "modules/open_data/drawing/map.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "core/language.h"
#include "core/text.h"
#include "modules/open_data/drawing/chart.h"
#include "modules/open_data/drawing/svg.h"

namespace dongson::open_data {

namespace {

constexpr double kWidth = 860, kTop = 64, kMargin = 16, kKeyRow = 22, kFooter = 28;
constexpr std::size_t kClasses = 5;
constexpr std::string_view kShades[kClasses] = {"#e3efe9", "#a9d1bf", "#63a98c", "#0b6e4f", "#063d2c"};
constexpr std::string_view kEmpty = "#eceae4", kBorder = "#8c877b", kPoint = "#b3261e";

struct Bounds {
    double west = 180, south = 90, east = -180, north = -90;
    void Take(Point point) {
        west = std::min(west, point.longitude), east = std::max(east, point.longitude);
        south = std::min(south, point.latitude), north = std::max(north, point.latitude);
    }
    bool Holds(double longitude, double latitude) const {
        return longitude >= west && longitude <= east && latitude >= south && latitude <= north;
    }
};

// Degrees onto the drawing: plain, with the width of a degree as it is in the middle of the map.
class Projection {
  public:
    explicit Projection(const Bounds& bounds) : bounds_(bounds) {
        narrowing_ = std::cos((bounds.south + bounds.north) / 2 * std::numbers::pi / 180);
        scale_ = (kWidth - 2 * kMargin) / std::max(1e-6, (bounds.east - bounds.west) * narrowing_);
        // A tall land is fitted by its height.
        constexpr double kMostHeight = 1100;
        scale_ = std::min(scale_, kMostHeight / std::max(1e-6, bounds.north - bounds.south));
    }
    double height() const { return (bounds_.north - bounds_.south) * scale_; }
    Spot At(double longitude, double latitude) const {
        return {kMargin + (longitude - bounds_.west) * narrowing_ * scale_, kTop + (bounds_.north - latitude) * scale_};
    }

  private:
    Bounds bounds_;
    double narrowing_ = 1, scale_ = 1;
};

std::string PathOf(const Shape& shape, const Projection& projection) {
    std::string data;
    for (const auto& ring : shape.rings) {
        char command = 'M';
        for (const auto& [longitude, latitude] : ring) {
            const auto [x, y] = projection.At(longitude, latitude);
            data += command;
            data += Coordinate(std::round(x * 10) / 10) + " " + Coordinate(std::round(y * 10) / 10);
            command = 'L';
        }
        data += 'Z';
    }
    return data;
}

std::size_t ClassOf(double value, const std::vector<ValueClass>& classes) {
    const auto found = std::ranges::lower_bound(classes, value, {}, &ValueClass::most);
    return static_cast<std::size_t>(found - classes.begin());
}

// Fewer classes are spread over all the shades.
std::string_view Shade(std::size_t place, std::size_t classes) {
    return classes < 2 ? kShades[3] : kShades[place * (kClasses - 1) / (classes - 1)];
}

void DrawKey(Svg& svg, double y, const std::vector<ValueClass>& classes, bool gaps) {
    const auto row = [&](std::string_view fill, const std::string& text) {
        svg.Rect({kMargin, y - 12}, 22, 15, fill);
        svg.Text({kMargin + 32, y}, text, {.size = 13});
        y += kKeyRow;
    };
    for (std::size_t place = 0; place < classes.size(); ++place) {
        const auto [least, most] = classes[place];
        row(Shade(place, classes.size()), least == most ? ValueText(least) : ValueText(least) + " – " + ValueText(most));
    }
    if (gaps) row(kEmpty, Say("không có số liệu").Now());
}

}  // namespace

std::vector<ValueClass> Classes(std::vector<double> values) {
    std::ranges::sort(values);
    std::vector<ValueClass> classes;
    const std::size_t each = (values.size() + kClasses - 1) / kClasses;
    std::size_t in_class = each;
    for (const double value : values) {
        const bool full = in_class >= each;
        if (classes.empty() || (full && value != classes.back().most)) {
            classes.push_back({value, value});
            in_class = 0;
        }
        classes.back().most = value;
        ++in_class;
    }
    return classes;
}

std::string Draw(const Map& map) {
    const auto& shapes = ShapesOf(map.kind);
    Bounds bounds;
    for (const auto& [code, shape] : shapes)
        for (const auto& ring : shape.rings)
            for (const auto point : ring) bounds.Take(point);
    // Points outside the province need the whole land under them.
    const bool wide = map.kind == MapKind::points && std::ranges::any_of(map.points, [&](const MapPoint& point) {
                          return !bounds.Holds(point.longitude, point.latitude);
                      });
    const auto& under = wide ? ShapesOf(MapKind::provinces) : shapes;
    if (wide) {
        bounds = {};
        for (const auto& [code, shape] : under)
            for (const auto& ring : shape.rings)
                for (const auto point : ring) bounds.Take(point);
    }
    std::vector<double> values;
    for (const auto& [code, value] : map.values)
        if (shapes.contains(code)) values.push_back(value);
    const auto classes = Classes(values);
    const bool gaps = map.kind != MapKind::points && values.size() < shapes.size();
    const Projection projection(bounds);
    const double key = kTop + projection.height() + 34;
    const double height = key + kKeyRow * static_cast<double>(classes.size() + (gaps ? 1 : 0)) + kFooter;
    Svg svg(kWidth, height, map.title, map.about);
    svg.Text({kMargin, 28}, Shorten(map.title, 84), {.size = 18, .bold = true});
    svg.Text({kMargin, 48}, map.value_name, {.size = 13});
    for (const auto& [code, shape] : under) {
        const auto value = map.values.find(code);
        const bool known = value != map.values.end();
        svg.Path(PathOf(shape, projection), known ? Shade(ClassOf(value->second, classes), classes.size()) : kEmpty, kBorder,
                 known ? shape.name + ": " + ValueText(value->second) : shape.name);
    }
    for (const auto& point : map.points)
        if (bounds.Holds(point.longitude, point.latitude))
            svg.Circle(projection.At(point.longitude, point.latitude), map.points.size() > 400 ? 2 : 4, kPoint, point.label);
    DrawKey(svg, key, classes, gaps);
    svg.Text({kMargin, height - 10}, Shorten(map.footer, 120), {.size = 11});
    return std::move(svg).Take();
}

}  // namespace dongson::open_data
