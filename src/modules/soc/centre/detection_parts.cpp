#include "modules/soc/centre/detection_parts.h"

#include "core/text.h"
#include "modules/soc/storage/rule_store.h"
#include "storage/database.h"

namespace dongson::soc {

std::vector<RuleException> ExceptionsNow(const Platform& platform) {
    std::vector<RuleException> exceptions;
    const Instant now = platform.clock.Now();
    for (const KeptException& kept :
         platform.storage.Read([&](storage::Transaction& tx) { return RuleStore(tx).Exceptions(now); }))
        exceptions.push_back({kept.id, kept.rule, kept.query, kept.expires});
    return exceptions;
}

DetectionParts PartsOf(const Platform& platform) {
    DetectionParts parts;
    platform.storage.Read([&](storage::Transaction& tx) {
        RuleStore rules(tx);
        for (const OwnRule& rule : rules.Own())
            if (rule.live) parts.own_rules.emplace_back(rule.rule, rule.yaml);
        for (const RuleSetting& setting : rules.Settings()) {
            if (setting.off) parts.off.insert(setting.rule);
            for (const auto group : Split(std::string_view(setting.groups), ','))
                if (!Trim(group).empty()) parts.reach[setting.rule].groups.insert(std::string(Trim(group)));
            if (!setting.units.empty()) parts.reach[setting.rule].units = {setting.units.begin(), setting.units.end()};
        }
        return true;
    });
    parts.exceptions = ExceptionsNow(platform);
    return parts;
}

}  // namespace dongson::soc
