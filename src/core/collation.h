// The order of a Vietnamese dictionary, for names people look down a list for.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace dongson {

// Compared byte by byte it orders texts: a ă â b c d đ e ê …, capitals as small letters; of equal letters the tone decides (none,
// huyền, hỏi, ngã, sắc, nặng), of equal words the text itself.
std::string CollationKey(std::string_view text);

// Puts things in the order of their names; those of one name stay as they stood.
template <class Thing, class NameOf>
void SortByName(std::vector<Thing>& things, NameOf name_of) {
    std::vector<std::pair<std::string, Thing>> keyed;
    keyed.reserve(things.size());
    for (auto& thing : things) {
        auto key = CollationKey(name_of(thing));
        keyed.emplace_back(std::move(key), std::move(thing));
    }
    std::ranges::stable_sort(keyed, {}, [](const auto& each) -> const std::string& { return each.first; });
    std::ranges::transform(keyed, things.begin(), [](auto& each) { return std::move(each.second); });
}

}  // namespace dongson
