// The matrix of ATT&CK.
#include <algorithm>

#include "modules/soc/http/handlers.h"
#include "modules/soc/pages/coverage_page.h"
#include "modules/soc/storage/alert_store.h"
#include "modules/soc/storage/rule_store.h"
#include "modules/soc/storage/source_store.h"
#include "web/layout.h"

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

web::Response ShowCoverage(Centre& centre, const OfficerRequest& request) {
    std::set<std::string> off;
    std::vector<std::pair<std::uint32_t, LogSource>> seen;
    std::map<std::string, Instant> last_found;
    request.platform.storage.Read([&](storage::Transaction& tx) {
        for (const RuleSetting& setting : RuleStore(tx).Settings())
            if (setting.off) off.insert(setting.rule);
        seen = SourceStore(tx).SeenSince(request.platform.clock.Now().LocalDate() - kDays);
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
    CoverageView view{.tactics = CoverageOf(rules, seen), .sources = {}, .unused = {}};
    for (const Source& source : centre.watcher().sources()->all()) {
        view.sources[source.number] = source.name;
        const bool used = std::ranges::any_of(seen, [&](const auto& each) {
            return each.first == source.number &&
                   std::ranges::any_of(book.rules(), [&](const Rule& rule) { return Covers(rule.source, each.second); });
        });
        if (!used) view.unused.push_back(source.name);
    }
    return web::NoStore(web::Page(CoveragePage(view)));
}

}  // namespace dongson::soc
