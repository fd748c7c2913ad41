// What a dataset must say of itself before anybody sees it, and the names it gets in addresses.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/refusal.h"
#include "modules/open_data/domain/dataset.h"

namespace dongson::open_data {

// Every fault with the field of the description's form it is about; none when it is whole.
Refusals CheckDescription(const Dataset& dataset);

// "Dân số 2025" → "dan-so-2025", not longer than 60.
std::string SlugOf(std::string_view title);
// The title's slug, or `otherwise` when nothing of the title can stand in an address; with "-2", "-3"… when it is taken.
template <class Taken>
std::string FreeSlug(std::string_view title, std::string_view otherwise, Taken taken) {
    const auto slug = SlugOf(title).empty() ? std::string(otherwise) : SlugOf(title);
    auto free = slug;
    for (int again = 2; taken(free); ++again) free = slug + "-" + std::to_string(again);
    return free;
}
// One that none of a dataset's resources has; they may be all of them, with those that were taken out.
std::string FreeSlug(std::string_view title, const std::vector<Resource>& others);

}  // namespace dongson::open_data
