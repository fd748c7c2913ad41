// Charts of a few hundred values: bars, a line, a pie, scattered points.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dongson::open_data {

enum class ChartKind : unsigned char { bars, line, pie, scatter };
inline constexpr ChartKind kChartKinds[] = {ChartKind::bars, ChartKind::line, ChartKind::pie, ChartKind::scatter};
std::string_view ChartWord(ChartKind kind);  // as addresses have it: "cot"
std::optional<ChartKind> ParseChartKind(std::string_view word);
std::string_view ChartName(ChartKind kind);  // for people

struct Mark {
    std::string label;
    double value = 0;   // upwards
    double across = 0;  // of scattered points only
};

struct Chart {
    ChartKind kind = ChartKind::bars;
    std::string title, about;     // `about` says what it shows to those who cannot see it
    std::string across, upwards;  // what the axes are
    std::vector<Mark> marks;
    std::string footer;  // whose data it is, and which version
};

// An SVG of 860 wide; its height follows from what it shows. A pie takes no value below zero into account.
std::string Draw(const Chart& chart);

// Ticks for an axis from least to most: round steps, at most `wanted` of them and one more.
std::vector<double> Ticks(double least, double most, int wanted);
// A value as people read it, with no more digits than it needs.
std::string ValueText(double value);

}  // namespace dongson::open_data
