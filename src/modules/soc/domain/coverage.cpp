#include "modules/soc/domain/coverage.h"

#include <algorithm>
#include <array>
#include <map>

#include "core/text.h"

namespace dongson::soc {

namespace {

// ATT&CK's order; what newer editions add comes where it belongs, what is unknown at the end.
constexpr std::array<std::string_view, 16> kTactics = {
    "reconnaissance",     "resource-development", "initial-access",  "execution",
    "persistence",        "privilege-escalation", "defense-evasion", "stealth",
    "defense-impairment", "credential-access",    "discovery",       "lateral-movement",
    "collection",         "command-and-control",  "exfiltration",    "impact"};

std::size_t PlaceOf(std::string_view tactic) {
    return static_cast<std::size_t>(std::ranges::find(kTactics, tactic) - kTactics.begin());
}

struct Tags {
    std::vector<std::string> tactics;
    std::set<std::string> techniques;
};

Tags TagsOf(const LookedFor& rule) {
    Tags tags;
    for (const std::string& written : rule.tags) {
        const std::string tag = ReplaceAll(Lower(written), "_", "-");
        if (!tag.starts_with("attack.")) continue;
        const std::string name = tag.substr(7);
        if (name.size() >= 5 && name[0] == 't' && name[1] >= '0' && name[1] <= '9') {
            tags.techniques.insert("T" + name.substr(1, name.find('.', 1) - 1));
        } else if (PlaceOf(name) < kTactics.size()) {
            tags.tactics.push_back(name);
        }
    }
    return tags;
}

}  // namespace

std::vector<TacticCoverage> CoverageOf(const std::vector<LookedFor>& rules,
                                       const std::vector<std::pair<std::uint32_t, LogSource>>& seen) {
    std::map<std::pair<std::size_t, std::string>, TechniqueCoverage> cells;
    std::map<LogSource, std::set<std::uint32_t>> feeding;
    std::map<std::string, std::size_t> techniques;  // how many rules name each
    const auto feeds = [&](const LogSource& wanted) -> const std::set<std::uint32_t>& {
        auto [known, fresh] = feeding.try_emplace(wanted);
        if (fresh)
            for (const auto& [source, kind] : seen)
                if (Covers(wanted, kind)) known->second.insert(source);
        return known->second;
    };
    for (const LookedFor& rule : rules) {
        const Tags tags = TagsOf(rule);
        std::set<std::uint32_t> sources;
        for (const LogSource& wanted : rule.at) sources.insert(feeds(wanted).begin(), feeds(wanted).end());
        if (!tags.tactics.empty())
            for (const std::string& technique : tags.techniques) ++techniques[technique];
        for (const std::string& tactic : tags.tactics)
            for (const std::string& technique : tags.techniques) {
                TechniqueCoverage& cell = cells[{PlaceOf(tactic), technique}];
                cell.technique = technique;
                if (rule.off) {
                    ++cell.off;
                    continue;
                }
                ++cell.rules;
                if (!sources.empty()) ++cell.fed;
                cell.sources.insert(sources.begin(), sources.end());
                if (rule.last_found) cell.last_found = std::max(cell.last_found.value_or(*rule.last_found), *rule.last_found);
            }
    }
    std::map<std::string, std::size_t> most;
    for (const auto& [place, cell] : cells) most[cell.technique] = std::max(most[cell.technique], cell.rules + cell.off);
    std::vector<TacticCoverage> tactics;
    for (auto& [place, cell] : cells) {
        const std::size_t named = cell.rules + cell.off;
        if (named * 3 < techniques[cell.technique] && named < most[cell.technique]) continue;
        const std::string_view name = kTactics[place.first];
        if (tactics.empty() || tactics.back().tactic != name) tactics.push_back({std::string(name), {}});
        tactics.back().techniques.push_back(std::move(cell));
    }
    return tactics;
}

}  // namespace dongson::soc
