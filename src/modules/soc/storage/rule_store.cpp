#include "modules/soc/storage/rule_store.h"

#include "core/text.h"
#include "modules/soc/storage/rule_sql.h"

namespace dongson::soc {

using storage::Row;

namespace {

std::vector<UnitId> UnitsIn(const std::string& text) {
    std::vector<UnitId> units;
    for (const auto part : Split(std::string_view(text), ','))
        if (!part.empty()) units.push_back({ToNumber(part)});
    return units;
}

OwnRule ReadOwnRule(Row& row) {
    return {.id = row.Next<std::int64_t>(),
            .rule = row.Next<std::string>(),
            .version = row.Next<std::int64_t>(),
            .yaml = row.Next<std::string>(),
            .live = row.Next<bool>(),
            .outcome = row.Next<std::string>(),
            .account = row.Next<AccountId>(),
            .made = row.Next<Instant>()};
}

}  // namespace

OwnRule RuleStore::Insert(OwnRule rule) {
    rule.version = tx_.Count(kLastRuleVersion, {{"rule", rule.rule}}) + 1;
    tx_.Run(kInsertRule, {{"id", rule.id},
                          {"rule", rule.rule},
                          {"version", rule.version},
                          {"yaml", rule.yaml},
                          {"outcome", rule.outcome},
                          {"account", rule.account},
                          {"now", rule.made}});
    return rule;
}

void RuleStore::Enliven(const OwnRule& rule) {
    Retire(rule.rule);
    tx_.Run(kEnliven, {{"id", rule.id}});
}

void RuleStore::Retire(std::string_view rule) {
    tx_.Run(kRetireRule, {{"rule", rule}});
}

std::optional<OwnRule> RuleStore::Get(std::int64_t id) {
    return tx_.SelectOne(kOwnRule, {{"id", id}}, ReadOwnRule);
}

std::vector<OwnRule> RuleStore::Own() {
    return tx_.Select(kOwnRules, {}, ReadOwnRule);
}

void RuleStore::Save(const RuleSetting& setting) {
    std::vector<std::string> units;
    units.reserve(setting.units.size());
    for (const UnitId unit : setting.units) units.push_back(ToText(unit));
    tx_.Run(kSaveRuleSetting, {{"rule", setting.rule},
                               {"off", setting.off},
                               {"groups", setting.groups},
                               {"units", Join(units, ",")},
                               {"reason", setting.reason},
                               {"account", setting.account},
                               {"now", setting.changed}});
}

std::vector<RuleSetting> RuleStore::Settings() {
    return tx_.Select(kRuleSettings, {}, [](Row& row) {
        return RuleSetting{.rule = row.Next<std::string>(),
                           .off = row.Next<bool>(),
                           .groups = row.Next<std::string>(),
                           .units = UnitsIn(row.Next<std::string>()),
                           .reason = row.Next<std::string>(),
                           .account = row.Next<AccountId>(),
                           .changed = row.Next<Instant>()};
    });
}

void RuleStore::Insert(const KeptException& exception) {
    tx_.Run(kInsertException, {{"id", exception.id},
                               {"rule", exception.rule},
                               {"query", exception.query},
                               {"reason", exception.reason},
                               {"account", exception.account},
                               {"now", exception.made},
                               {"expires", exception.expires}});
}

bool RuleStore::End(std::int64_t exception, Instant now) {
    return tx_.Run(kEndException, {{"id", exception}, {"now", now}}) == 1;
}

std::vector<KeptException> RuleStore::Exceptions(Instant now) {
    return tx_.Select(kExceptions, {{"now", now}}, [](Row& row) {
        return KeptException{.id = row.Next<std::int64_t>(),
                             .rule = row.Next<std::string>(),
                             .query = row.Next<std::string>(),
                             .reason = row.Next<std::string>(),
                             .account = row.Next<AccountId>(),
                             .made = row.Next<Instant>(),
                             .expires = row.Next<Instant>()};
    });
}

}  // namespace dongson::soc
