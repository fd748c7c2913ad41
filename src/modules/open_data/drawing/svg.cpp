#include "modules/open_data/drawing/svg.h"

#include <fmt/format.h>

#include "core/text.h"
#include "web/html.h"

namespace dongson::open_data {

namespace {

std::string Escaped(std::string_view text) {
    return web::Escaped(MendUtf8(text)).Take();
}

}  // namespace

std::string Coordinate(double value) {
    auto text = fmt::format("{:.2f}", value);
    while (text.back() == '0') text.pop_back();
    if (text.back() == '.') text.pop_back();
    return text == "-0" ? "0" : text;
}

Svg::Svg(double width, double height, std::string_view title, std::string_view about)
    : bytes_(fmt::format(
          R"(<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {0} {1}" width="{0}" height="{1}" role="img" font-family="'Be Vietnam Pro',system-ui,sans-serif"><title>{2}</title><desc>{3}</desc><rect width="{0}" height="{1}" fill="#ffffff"/>)",
          Coordinate(width), Coordinate(height), Escaped(title), Escaped(about))) {}

void Svg::End(std::string_view element, std::string_view tooltip) {
    if (tooltip.empty())
        bytes_ += "/>";
    else
        bytes_ += "><title>" + Escaped(tooltip) + "</title></" + std::string(element) + ">";
}

void Svg::Rect(Spot corner, double width, double height, std::string_view fill, std::string_view tooltip) {
    bytes_ += fmt::format(R"(<rect x="{}" y="{}" width="{}" height="{}" fill="{}")", Coordinate(corner.x), Coordinate(corner.y),
                          Coordinate(width), Coordinate(height), fill);
    End("rect", tooltip);
}

void Svg::Circle(Spot centre, double radius, std::string_view fill, std::string_view tooltip) {
    bytes_ += fmt::format(R"(<circle cx="{}" cy="{}" r="{}" fill="{}" fill-opacity="0.7")", Coordinate(centre.x),
                          Coordinate(centre.y), Coordinate(radius), fill);
    End("circle", tooltip);
}

void Svg::Line(Spot from, Spot to, std::string_view stroke, double width) {
    bytes_ += fmt::format(R"(<line x1="{}" y1="{}" x2="{}" y2="{}" stroke="{}" stroke-width="{}"/>)", Coordinate(from.x),
                          Coordinate(from.y), Coordinate(to.x), Coordinate(to.y), stroke, Coordinate(width));
}

void Svg::Polyline(const std::vector<Spot>& spots, std::string_view stroke) {
    bytes_ +=
        R"(<polyline fill="none" stroke-width="2.5" stroke-linejoin="round" stroke=")" + std::string(stroke) + R"(" points=")";
    for (const auto& [x, y] : spots) bytes_ += Coordinate(x) + "," + Coordinate(y) + " ";
    bytes_ += R"("/>)";
}

void Svg::Path(std::string_view data, std::string_view fill, std::string_view stroke, std::string_view tooltip) {
    bytes_ += R"(<path d=")" + std::string(data) + R"(" fill=")" + std::string(fill) + R"(" stroke=")" + std::string(stroke) +
              R"(" stroke-width="0.7" fill-rule="evenodd")";
    End("path", tooltip);
}

void Svg::Text(Spot spot, std::string_view text, const Writing& writing) {
    static constexpr std::string_view kAnchors[] = {"start", "middle", "end"};
    bytes_ += fmt::format(R"(<text x="{}" y="{}" font-size="{}" text-anchor="{}" fill="#1b1f1d"{}>{}</text>)", Coordinate(spot.x),
                          Coordinate(spot.y), Coordinate(writing.size), kAnchors[static_cast<std::size_t>(writing.anchor)],
                          writing.bold ? R"( font-weight="700")" : "", Escaped(text));
}

std::string Svg::Take() && {
    return std::move(bytes_) + "</svg>";
}

}  // namespace dongson::open_data
