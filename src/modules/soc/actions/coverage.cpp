#include "modules/soc/actions/coverage.h"

#include <algorithm>

#include "modules/soc/storage/alert_store.h"
#include "modules/soc/storage/rule_store.h"
#include "modules/soc/storage/source_store.h"
#include "storage/database.h"

namespace dongson::soc {

namespace {

constexpr int kDays = 30;

// What a correlation's rules look at; each stands after those it needs.
std::vector<LogSource> LookedAt(const RuleBook& book, const Correlation& correlation) {
    std::vector<LogSource> at;
    for (const Correlation::Input& input : correlation.inputs) {
        const auto part = input.of_correlation ? LookedAt(book, book.correlations()[input.number])
                                               : std::vector<LogSource>{book.rules()[input.number].source};
        at.insert(at.end(), part.begin(), part.end());
    }
    return at;
}

}  // namespace

Coverage CoverageNow(Centre& centre) {
    std::set<std::string> off;
    std::vector<std::pair<std::uint32_t, LogSource>> seen;
    std::map<std::string, Instant> last_found;
    const Platform& platform = centre.platform();
    platform.storage.Read([&](storage::Transaction& tx) {
        for (const RuleSetting& setting : RuleStore(tx).Settings())
            if (setting.off) off.insert(setting.rule);
        seen = SourceStore(tx).SeenSince(platform.clock.Now().LocalDate() - kDays);
        last_found = AlertStore(tx).LastByRule();
        return true;
    });
    const auto detection = centre.watcher().detection();
    const RuleBook& book = detection->book();
    std::vector<LookedFor> rules;
    const auto add = [&](const auto& rule, std::vector<LogSource> at) {
        const auto last = last_found.find(KeyOf(rule));
        rules.push_back({KeyOf(rule), rule.tags, std::move(at), off.contains(KeyOf(rule)),
                         last == last_found.end() ? std::nullopt : std::optional(last->second)});
    };
    for (const Rule& rule : book.rules()) add(rule, {rule.source});
    for (const Correlation& correlation : book.correlations()) add(correlation, LookedAt(book, correlation));
    Coverage coverage{.tactics = CoverageOf(rules, seen), .unused = {}};
    for (const Source& source : centre.watcher().sources()->all()) {
        const bool used = std::ranges::any_of(seen, [&](const auto& each) {
            return each.first == source.number &&
                   std::ranges::any_of(book.rules(), [&](const Rule& rule) { return Covers(rule.source, each.second); });
        });
        if (!used) coverage.unused.push_back(source.name);
    }
    return coverage;
}

}  // namespace dongson::soc
