#include "modules/one_stop/domain/paper_groups.h"

#include <algorithm>
#include <array>

#include "core/text.h"

namespace dongson::one_stop {

namespace {

// How a component begins that not everybody has to bring.
constexpr std::array<std::string_view, 5> kConditions = {"truong hop", "doi voi", "neu ", "van ban uy quyen", "trong truong hop"};

bool IsConditional(const Paper& paper) {
    const auto name = Fold(paper.name);
    const auto begin = name.find_first_of("abcdefghijklmnopqrstuvwxyz");
    if (begin == std::string::npos) return false;
    return std::ranges::any_of(kConditions,
                               [&](std::string_view words) { return std::string_view(name).substr(begin).starts_with(words); });
}

}  // namespace

std::vector<PaperGroup> GroupsOf(const std::vector<Paper>& papers) {
    std::vector<PaperGroup> groups;
    for (int index = 0; index < static_cast<int>(papers.size()); ++index) {
        const auto& title = papers[static_cast<std::size_t>(index)].group;
        auto found = std::ranges::find(groups, title, &PaperGroup::title);
        if (found == groups.end()) found = groups.insert(groups.end(), {title, {}});
        found->components.push_back(index);
    }
    for (auto& group : groups)
        std::ranges::stable_partition(group.components,
                                      [&](int index) { return !IsConditional(papers[static_cast<std::size_t>(index)]); });
    return groups;
}

}  // namespace dongson::one_stop
