// How well a dataset is described and kept: the European data portal's Metadata Quality Assessment (405 points), udata's nine
// questions, and whether new data comes when it was promised.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "modules/open_data/metadata/described.h"
#include "modules/open_data/metadata/graph.h"

namespace dongson::open_data {

enum class Dimension : unsigned char { findability, accessibility, interoperability, reusability, context };
inline constexpr Dimension kDimensions[] = {Dimension::findability, Dimension::accessibility, Dimension::interoperability,
                                            Dimension::reusability, Dimension::context};
std::string_view DimensionName(Dimension dimension);  // for people
std::string_view DimensionWord(Dimension dimension);  // "findability"

struct Measured405 {
    std::string_view metric;  // as MQA calls it: "keywordAvailability"
    Dimension dimension = Dimension::findability;
    std::string_view name;  // for people
    int points = 0, most = 0;
    std::string_view advice;  // what to do when points are missing
};

struct Asked9 {
    std::string_view question;  // for people
    bool met = false;
};

struct Quality {
    std::vector<Measured405> metrics;
    std::vector<Asked9> nine;
    std::optional<Date> late_since;

    int total() const;
    int Of(Dimension dimension) const;
    int nine_met() const;
};
inline constexpr int kMostPoints = 405;
// MQA's words for a total: excellent from 351, good from 221, sufficient from 121.
std::string_view Rating(int total);

// `links_alive`: what the daily probe of links to elsewhere found; a dataset without such links has none that are dead.
Quality Assess(const Described& described, Date today, bool links_alive);

// The same as measurements of the Data Quality Vocabulary (W3C DQV), added to a graph.
void DescribeQuality(const Teller& teller, const Described& described, const Quality& quality, Graph& graph);

}  // namespace dongson::open_data
