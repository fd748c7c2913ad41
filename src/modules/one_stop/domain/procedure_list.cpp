#include "modules/one_stop/domain/procedure_list.h"

#include <algorithm>
#include <string>
#include <tuple>
#include <unordered_map>

#include "core/collation.h"

namespace dongson::one_stop {

std::vector<std::uint32_t> EverydayFirst(const std::vector<NamedProcedure>& procedures, const Speech& speech) {
    std::unordered_map<std::string, std::size_t> said;  // code → its place among the sayings
    for (const auto& saying : speech.sayings)
        for (const auto& code : saying.codes) said.try_emplace(code, said.size());
    std::vector<std::tuple<std::size_t, std::string, std::uint32_t>> order;
    order.reserve(procedures.size());
    for (std::uint32_t index = 0; index < procedures.size(); ++index) {
        const auto found = said.find(procedures[index].code);
        if (found == said.end())
            order.emplace_back(said.size(), CollationKey(procedures[index].name), index);
        else
            order.emplace_back(found->second, "", index);
    }
    std::ranges::sort(order);
    std::vector<std::uint32_t> list;
    list.reserve(order.size());
    for (const auto& [place, name, index] : order) list.push_back(index);
    return list;
}

}  // namespace dongson::one_stop
