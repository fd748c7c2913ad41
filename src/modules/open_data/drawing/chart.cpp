#include "modules/open_data/drawing/chart.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numbers>

#include "core/text.h"
#include "modules/open_data/drawing/svg.h"

namespace dongson::open_data {

namespace {

constexpr double kWidth = 860, kTop = 64, kFooter = 28;
constexpr std::string_view kJade = "#0b6e4f", kGrid = "#d9d3c5", kInk = "#1b1f1d";
// Neighbours differ in lightness, so that they do in grey as well.
constexpr std::string_view kSlices[] = {"#0b6e4f", "#e3b23c", "#0b5394", "#c9a27e", "#8a5a14", "#9cc5b4", "#5b2a86",
                                        "#f2d7a0", "#3b6ea8", "#b3261e", "#7d9d3c", "#d98fa4", "#4a5a55"};

struct KindRow {
    std::string_view word, name;
};
constexpr KindRow kKinds[] = {{"cot", "Cột"}, {"duong", "Đường"}, {"tron", "Tròn"}, {"diem", "Điểm"}};

struct Span {
    double least = 0, most = 0;
};

Span SpanOf(const std::vector<Mark>& marks, double Mark::* member, bool from_zero) {
    if (marks.empty()) return {0, 1};
    const auto [least, most] = std::ranges::minmax_element(marks, {}, member);
    Span span{(*least).*member, (*most).*member};
    if (from_zero) span = {std::min(0.0, span.least), std::max(0.0, span.most)};
    if (span.least == span.most) span.most = span.least + 1;
    return span;
}

// Where values lie on a stretch of the drawing.
class Scale {
  public:
    Scale(Span span, double from, double to, int wanted) : ticks_(Ticks(span.least, span.most, wanted)), from_(from), to_(to) {
        least_ = std::min(span.least, ticks_.front());
        most_ = std::max(span.most, ticks_.back());
    }
    double At(double value) const { return from_ + (value - least_) / (most_ - least_) * (to_ - from_); }
    const std::vector<double>& ticks() const { return ticks_; }

  private:
    std::vector<double> ticks_;
    double from_, to_, least_ = 0, most_ = 1;
};

Svg Begin(const Chart& chart, double height) {
    Svg svg(kWidth, height, chart.title, chart.about);
    svg.Text({16, 28}, Shorten(chart.title, 84), {.size = 18, .bold = true});
    svg.Text({16, 48}, chart.upwards, {.size = 13});
    svg.Text({16, height - 10}, Shorten(chart.footer, 120), {.size = 11});
    return svg;
}

// Bars lie down: there is room for names of any length.
std::string DrawBars(const Chart& chart) {
    constexpr double kRow = 26, kLeft = 240, kRight = kWidth - 96;
    const double height = kTop + kRow * static_cast<double>(chart.marks.size()) + 30 + kFooter;
    auto svg = Begin(chart, height);
    const Scale scale(SpanOf(chart.marks, &Mark::value, true), kLeft, kRight, 5);
    const double bottom = height - kFooter - 24;
    for (const auto tick : scale.ticks()) {
        svg.Line({scale.At(tick), kTop - 4}, {scale.At(tick), bottom}, kGrid);
        svg.Text({scale.At(tick), bottom + 16}, ValueText(tick), {.size = 12, .anchor = Anchor::middle});
    }
    double y = kTop;
    for (const auto& mark : chart.marks) {
        const auto zero = scale.At(0), end = scale.At(mark.value);
        svg.Rect({std::min(zero, end), y + 4}, std::abs(end - zero), kRow - 8, kJade, mark.label + ": " + ValueText(mark.value));
        svg.Text({kLeft - 8, y + 18}, Shorten(mark.label, 32), {.size = 13, .anchor = Anchor::end});
        svg.Text({std::max(zero, end) + 5, y + 18}, ValueText(mark.value), {.size = 12});
        y += kRow;
    }
    svg.Line({scale.At(0), kTop - 4}, {scale.At(0), bottom}, kInk);
    return std::move(svg).Take();
}

struct Frame {
    double left = 84, right = kWidth - 30, top = kTop + 8, bottom = 420;
};

void DrawUpwards(Svg& svg, const Scale& scale, const Frame& frame) {
    for (const auto tick : scale.ticks()) {
        svg.Line({frame.left, scale.At(tick)}, {frame.right, scale.At(tick)}, kGrid);
        svg.Text({frame.left - 8, scale.At(tick) + 4}, ValueText(tick), {.size = 12, .anchor = Anchor::end});
    }
}

std::string DrawLine(const Chart& chart) {
    constexpr double kHeight = 500;
    constexpr std::size_t kMostNames = 14;
    auto svg = Begin(chart, kHeight);
    const Frame frame;
    const auto span = SpanOf(chart.marks, &Mark::value, false);
    const Scale up({span.least > 0 && span.least < span.most / 3 ? 0 : span.least, span.most}, frame.bottom, frame.top, 6);
    DrawUpwards(svg, up, frame);
    const double step =
        chart.marks.size() < 2 ? 0 : (frame.right - frame.left - 20) / static_cast<double>(chart.marks.size() - 1);
    std::vector<Spot> spots;
    spots.reserve(chart.marks.size());
    for (std::size_t place = 0; place < chart.marks.size(); ++place)
        spots.push_back({frame.left + 10 + step * static_cast<double>(place), up.At(chart.marks[place].value)});
    svg.Polyline(spots, kJade);
    const auto every = std::max<std::size_t>(1, (chart.marks.size() + kMostNames - 1) / kMostNames);
    for (std::size_t place = 0; place < spots.size(); ++place) {
        const auto& mark = chart.marks[place];
        svg.Circle(spots[place], spots.size() > 60 ? 2 : 4, kJade, mark.label + ": " + ValueText(mark.value));
        if (place % every == 0)
            svg.Text({spots[place].x, frame.bottom + 20}, Shorten(mark.label, 12), {.size = 12, .anchor = Anchor::middle});
    }
    svg.Line({frame.left, frame.bottom}, {frame.right, frame.bottom}, kInk);
    svg.Text({(frame.left + frame.right) / 2, frame.bottom + 42}, chart.across, {.size = 13, .anchor = Anchor::middle});
    return std::move(svg).Take();
}

std::string Slice(Spot centre, double radius, double from, double to) {
    const auto at = [&](double turn) {
        const auto angle = turn * 2 * std::numbers::pi - std::numbers::pi / 2;
        return Coordinate(centre.x + radius * std::cos(angle)) + " " + Coordinate(centre.y + radius * std::sin(angle));
    };
    if (to - from > 0.9999)  // an arc cannot end where it began
        return "M" + at(0) + "A" + Coordinate(radius) + " " + Coordinate(radius) + " 0 1 1 " + at(0.5) + "A" +
               Coordinate(radius) + " " + Coordinate(radius) + " 0 1 1 " + at(0) + "Z";
    return "M" + Coordinate(centre.x) + " " + Coordinate(centre.y) + "L" + at(from) + "A" + Coordinate(radius) + " " +
           Coordinate(radius) + (to - from > 0.5 ? " 0 1 1 " : " 0 0 1 ") + at(to) + "Z";
}

std::string DrawPie(const Chart& chart) {
    constexpr double kRow = 24, kRadius = 150;
    const double height = std::max(kTop + 2 * kRadius + 50, kTop + kRow * static_cast<double>(chart.marks.size()) + 40) + kFooter;
    auto svg = Begin(chart, height);
    double total = 0;
    for (const auto& mark : chart.marks) total += std::max(0.0, mark.value);
    const Spot centre{200, kTop + kRadius + 16};
    double from = 0, y = kTop + 20;
    for (std::size_t place = 0; place < chart.marks.size() && total > 0; ++place) {
        const auto& mark = chart.marks[place];
        if (mark.value <= 0) continue;
        const auto share = mark.value / total;
        const auto colour = kSlices[place % std::size(kSlices)];
        const auto told = ValueText(mark.value) + " (" + ValueText(std::round(share * 1000) / 10) + "%)";
        svg.Path(Slice(centre, kRadius, from, from + share), colour, "#ffffff", mark.label + ": " + told);
        svg.Rect({400, y - 11}, 14, 14, colour);
        svg.Text({422, y}, Shorten(mark.label, 34) + ": " + told, {.size = 13});
        from += share;
        y += kRow;
    }
    return std::move(svg).Take();
}

// Along an axis of years a number is a year and stands ungrouped.
std::string AcrossText(const Chart& chart, double value) {
    const auto year = [](double each) { return each == std::round(each) && each >= 1800 && each <= 2200; };
    return year(value) && std::ranges::all_of(chart.marks, year, &Mark::across) ? fmt::format("{:.0f}", value) : ValueText(value);
}

std::string DrawScatter(const Chart& chart) {
    auto svg = Begin(chart, 520);
    const Frame frame;
    const Scale up(SpanOf(chart.marks, &Mark::value, false), frame.bottom, frame.top, 6);
    const Scale along(SpanOf(chart.marks, &Mark::across, false), frame.left, frame.right, 8);
    DrawUpwards(svg, up, frame);
    for (const auto tick : along.ticks()) {
        svg.Line({along.At(tick), frame.top}, {along.At(tick), frame.bottom}, kGrid);
        svg.Text({along.At(tick), frame.bottom + 20}, AcrossText(chart, tick), {.size = 12, .anchor = Anchor::middle});
    }
    for (const auto& mark : chart.marks)
        svg.Circle({along.At(mark.across), up.At(mark.value)}, 4, kJade,
                   mark.label + ": " + AcrossText(chart, mark.across) + "; " + ValueText(mark.value));
    svg.Line({frame.left, frame.bottom}, {frame.right, frame.bottom}, kInk);
    svg.Text({(frame.left + frame.right) / 2, frame.bottom + 44}, chart.across, {.size = 13, .anchor = Anchor::middle});
    return std::move(svg).Take();
}

}  // namespace

std::string_view ChartWord(ChartKind kind) {
    return kKinds[static_cast<std::size_t>(kind)].word;
}

std::optional<ChartKind> ParseChartKind(std::string_view word) {
    const auto* found = std::ranges::find(kKinds, word, &KindRow::word);
    if (found == std::end(kKinds)) return std::nullopt;
    return static_cast<ChartKind>(found - std::begin(kKinds));
}

std::string_view ChartName(ChartKind kind) {
    return kKinds[static_cast<std::size_t>(kind)].name;
}

std::string Draw(const Chart& chart) {
    switch (chart.kind) {
        case ChartKind::line:
            return DrawLine(chart);
        case ChartKind::pie:
            return DrawPie(chart);
        case ChartKind::scatter:
            return DrawScatter(chart);
        default:
            return DrawBars(chart);
    }
}

std::vector<double> Ticks(double least, double most, int wanted) {
    const auto raw = (most - least) / std::max(1, wanted);
    const auto power = std::pow(10.0, std::floor(std::log10(raw)));
    const auto times = raw / power;
    const auto step = power * (times <= 1 ? 1 : times <= 2 ? 2 : times <= 5 ? 5 : 10);
    const auto first = static_cast<int>(std::floor(least / step)), last = static_cast<int>(std::ceil(most / step - 1e-9));
    std::vector<double> ticks;
    for (int number = first; number <= last; ++number) ticks.push_back(number * step);
    return ticks;
}

std::string ValueText(double value) {
    const auto size = std::abs(value);
    return Grouped(fmt::format("{:.{}f}", value,
                               size >= 1000 || value == std::round(value) ? 0
                               : size >= 10                               ? 1
                               : size >= 0.1                              ? 2
                                                                          : 4));
}

}  // namespace dongson::open_data
