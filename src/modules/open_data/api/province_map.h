// A picture of the province's communes, shaded by a figure: for other modules.
#pragma once

#include <map>
#include <string>

namespace dongson::open_data {

struct CommuneMap {
    std::string title, about;  // about: what readers aloud say
    std::string value_name, footer;
    std::map<std::string, double, std::less<>> values;  // by the statistics office's code; others are hatched
};
// SVG, 860 wide.
std::string DrawCommunes(const CommuneMap& map);

}  // namespace dongson::open_data
