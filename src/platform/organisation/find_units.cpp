#include "platform/organisation/find_units.h"

#include <algorithm>
#include <iterator>
#include <set>

#include "core/collation.h"
#include "core/text.h"

namespace dongson::organisation {

namespace {

// What every office is called says of none which it is.
std::vector<std::string> WantedWords(std::string_view typed) {
    auto folded = " " + Fold(typed) + " ";
    for (const auto& [said, meant] :
         {std::pair(" uy ban nhan dan ", " "), {" ubnd ", " "}, {" bo phan mot cua ", " "}, {" tp ", " thanh pho "}})
        folded = ReplaceAll(std::move(folded), said, meant);
    return Words(Trim(folded));
}

bool HasEach(const std::vector<std::string>& wanted, std::string_view name) {
    const auto has = Words(Fold(name));
    return std::ranges::all_of(wanted, [&](const std::string& word) {
        return std::ranges::any_of(has, [&](const std::string& each) { return each.starts_with(word); });
    });
}

// The first of those it took over from, and they from others, that is called so.
const Unit* FormerCalled(const Units& units, const Unit& unit, const std::vector<std::string>& wanted, std::set<UnitId>& seen) {
    for (const auto* former : units.Predecessors(unit)) {
        if (!seen.insert(former->id).second) continue;
        if (HasEach(wanted, former->short_name)) return former;
        if (const auto* earlier = FormerCalled(units, *former, wanted, seen)) return earlier;
    }
    return nullptr;
}

}  // namespace

const std::string& CalledByPeople(const Unit& unit) {
    return unit.level == Level::province ? unit.name : unit.short_name;
}

std::vector<FoundUnit> FindUnits(const Units& units, std::string_view typed, Date day) {
    const auto wanted = WantedWords(typed);
    std::vector<FoundUnit> own, by_former, ended;
    for (const auto level : {Level::province, Level::district, Level::commune})
        for (const auto* unit : units.Existing(level, day)) {
            if (HasEach(wanted, unit->short_name) || HasEach(wanted, unit->name)) {
                own.push_back({unit, ""});
                continue;
            }
            std::set<UnitId> seen;
            if (const auto* former = FormerCalled(units, *unit, wanted, seen)) by_former.push_back({unit, former->short_name});
        }
    for (const auto& unit : units.all())
        if (!wanted.empty() && unit.valid_to && *unit.valid_to < day && units.SuccessorsOn(unit, day).empty() &&
            (HasEach(wanted, unit.short_name) || HasEach(wanted, unit.name)))
            ended.push_back({&unit, "", true});
    const auto name = [](const FoundUnit& found) { return CalledByPeople(*found.unit); };
    SortByName(own, name);
    SortByName(by_former, name);
    SortByName(ended, name);
    std::ranges::move(by_former, std::back_inserter(own));
    std::ranges::move(ended, std::back_inserter(own));
    return own;
}

}  // namespace dongson::organisation
