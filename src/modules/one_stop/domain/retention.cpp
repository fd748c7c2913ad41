#include "modules/one_stop/domain/retention.h"

#include <algorithm>
#include <limits>

namespace dongson::one_stop {

const RetentionRule* RuleFor(const std::vector<RetentionRule>& rules, std::string_view procedure, std::string_view domain) {
    const auto own =
        std::ranges::find_if(rules, [&](const auto& rule) { return !rule.procedure.empty() && rule.procedure == procedure; });
    if (own != rules.end()) return &*own;
    const auto general =
        std::ranges::find_if(rules, [&](const auto& rule) { return rule.procedure.empty() && rule.domain == domain; });
    return general == rules.end() ? nullptr : &*general;
}

bool LetsMoreGo(const std::vector<RetentionRule>& before, const RetentionRule& change, const std::vector<std::string>& domains) {
    auto after = before;
    std::erase_if(after,
                  [&](const RetentionRule& rule) { return rule.procedure == change.procedure && rule.domain == change.domain; });
    if (change.years != kRuleEnds) after.push_back(change);
    // "For good" is more than that nobody has said anything: the next term for a domain would reach what it held.
    constexpr int kSaidForGood = std::numeric_limits<int>::max(), kNothingSaid = kSaidForGood - 1;
    const auto years = [&](const std::vector<RetentionRule>& rules, std::string_view domain) {
        const auto* rule = RuleFor(rules, change.procedure, domain);
        if (rule == nullptr) return kNothingSaid;
        return rule->years <= 0 ? kSaidForGood : rule->years;
    };
    return std::ranges::any_of(domains, [&](const auto& domain) { return years(after, domain) < years(before, domain); });
}

std::optional<Date> MayGoFrom(const RetentionRule* rule, const PastDossier& dossier) {
    if (rule == nullptr || rule->years <= 0) return std::nullopt;
    const auto after = [](Instant end, int years) { return Date::Of(end.LocalDate().Year() + 1 + years, 1, 1); };
    const auto by_rule = after(dossier.closed, rule->years);
    return dossier.paid ? std::max(by_rule, after(*dossier.paid, kYearsOfReceipts)) : by_rule;
}

std::string EndsHoldBecause(std::int64_t hold) {
    return "ly_do_bo_" + std::to_string(hold);
}

std::size_t Destruction::Destroyed() const {
    return static_cast<std::size_t>(std::ranges::count_if(items, [](const Item& item) { return item.destroyed.has_value(); }));
}

}  // namespace dongson::one_stop
