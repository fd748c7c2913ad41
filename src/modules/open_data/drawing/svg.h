// A drawing as SVG: shapes with plain attributes, no style and no script, so that it may stand anywhere.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace dongson::open_data {

struct Spot {
    double x = 0, y = 0;
};

enum class Anchor : unsigned char { start, middle, end };

class Svg {
  public:
    // Told to those who cannot see it: a title, and a sentence about what it shows.
    Svg(double width, double height, std::string_view title, std::string_view about);

    // A tooltip, where it is not empty, tells what a shape stands for.
    void Rect(Spot corner, double width, double height, std::string_view fill, std::string_view tooltip = {});
    void Circle(Spot centre, double radius, std::string_view fill, std::string_view tooltip = {});
    void Line(Spot from, Spot to, std::string_view stroke, double width = 1);
    void Polyline(const std::vector<Spot>& spots, std::string_view stroke);
    // Path data as SVG writes it.
    void Path(std::string_view data, std::string_view fill, std::string_view stroke, std::string_view tooltip = {});
    struct Writing {
        double size = 14;
        Anchor anchor = Anchor::start;
        bool bold = false;
    };
    void Text(Spot spot, std::string_view text, const Writing& writing);

    std::string Take() &&;

  private:
    void End(std::string_view element, std::string_view tooltip);
    std::string bytes_;
};

// "12.5", at most two decimals.
std::string Coordinate(double value);

}  // namespace dongson::open_data
