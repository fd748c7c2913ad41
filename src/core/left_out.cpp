#include "core/left_out.h"

#include <utility>

namespace dongson {

void LeftOut::Add(std::string place, std::string what) {
    ++count;
    if (first.size() < kShown) first.push_back({std::move(place), std::move(what)});
}

std::string LeftOut::First() const {
    return first.empty() ? "" : first[0].place + " " + first[0].what;
}

std::string LeftOut::Lines() const {
    std::string lines;
    for (const auto& [place, what] : first) lines.append(place).append(place.empty() ? "" : ": ").append(what).append("\n");
    return lines;
}

}  // namespace dongson
