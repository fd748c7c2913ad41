#include "modules/soc/actions/decide_alert.h"

#include <algorithm>

#include "core/text.h"
#include "modules/soc/search/entity_query.h"
#include "modules/soc/storage/alert_store.h"
#include "modules/soc/storage/rule_store.h"
#include "storage/database.h"

namespace dongson::soc {

namespace {

constexpr int kLongestDays = 180;

std::unexpected<Refusal> No(std::string code, Sentence sentence, std::string field = "",
                            RefusalKind kind = RefusalKind::invalid) {
    return std::unexpected(Refusal{std::move(code), std::move(sentence), std::move(field), kind});
}

// "User = an, Host = h" as a query, of a correlation grouped by User and Host; nothing where a value could be read in two ways,
// or was shortened.
std::optional<std::string> QueryForGroup(const std::string& name, const std::vector<std::string>& group_by) {
    std::string query;
    std::size_t at = 0;
    for (std::size_t i = 0; i < group_by.size(); ++i) {
        const std::string begin = group_by[i] + " = ", next = i + 1 < group_by.size() ? ", " + group_by[i + 1] + " = " : "";
        if (name.compare(at, begin.size(), begin) != 0) return std::nullopt;
        at += begin.size();
        const std::size_t end = next.empty() ? name.size() : name.find(next, at);
        if (end == std::string::npos || (!next.empty() && name.find(next, end + 1) != std::string::npos)) return std::nullopt;
        query += (query.empty() ? "" : " and ") + group_by[i] + ":" + QuoteValue(name.substr(at, end - at));
        at = end + (next.empty() ? 0 : 2);
    }
    return query.empty() || name.ends_with("…") ? std::nullopt : std::optional(query);
}

// Where the rule shall not count, as a query about events; nothing where no event tells whom the alert is about.
std::optional<std::string> QueryFor(const Alert& alert, const RuleBook& book) {
    if (alert.entity.kind != "group") return QueryAbout(alert.entity);
    const auto& correlations = book.correlations();
    const auto found = std::ranges::find_if(correlations, [&](const auto& each) { return KeyOf(each) == alert.rule; });
    return found == correlations.end() ? std::nullopt : QueryForGroup(alert.entity.name, found->group_by);
}

}  // namespace

Result<Alert> DecideAlert(Centre& centre, const identity::Officer& officer, const AlertDecision& decision) {
    const Platform& platform = centre.platform();
    const bool ends = decision.decision == Decision::close || decision.decision == Decision::suppress;
    if (auto refusal = ends ? RefuseReason(decision.reason) : std::nullopt) return std::unexpected(std::move(*refusal));
    if (decision.days < 0 || decision.days > kLongestDays)
        return No("SOC_TOO_LONG", Say("Bỏ qua lâu nhất {1} ngày; sau đó phải xem lại.", std::to_string(kLongestDays)), "so_ngay");
    const auto detection = centre.watcher().detection();
    auto decided = platform.storage.InTransaction([&](storage::Transaction& tx) -> Result<Alert> {
        AlertStore alerts(tx);
        auto alert = alerts.Get(decision.alert);
        if (!alert) return std::unexpected(Refusal::NotFound(Say("Không có cảnh báo này.")));
        const Instant now = platform.clock.Now();
        const bool lasts = decision.decision == Decision::suppress && decision.days > 0;
        const auto query = decision.everywhere ? std::optional<std::string>("*") : QueryFor(*alert, detection->book());
        if (lasts && !query)
            return No("SOC_NO_EXCEPTION", Say("Với đối tượng này chỉ bỏ qua được cảnh báo này, hoặc bỏ qua với mọi đối tượng."),
                      "so_ngay");
        switch (decision.decision) {
            case Decision::take:
                alert->state = AlertState::in_hand;
                alert->assignee = officer.account.id;
                break;
            case Decision::give_back:
                alert->state = AlertState::fresh;
                alert->assignee = {};
                break;
            case Decision::close:
                alert->state = AlertState::closed;
                break;
            case Decision::suppress:
                alert->state = AlertState::suppressed;
                break;
        }
        if (ends) alert->reason = Trim(decision.reason);
        alert->version = decision.expected_version;
        if (!alerts.Decide(*alert, now))
            return No(
                "SOC_ALERT_CHANGED",
                Say("Người khác vừa thay đổi cảnh báo này. Trang đã được làm mới và giữ điều bạn gõ; xem lại rồi quyết định."),
                "", RefusalKind::conflict);
        if (lasts)
            RuleStore(tx).Insert({.id = FreshId(),
                                  .rule = alert->rule,
                                  .query = *query,
                                  .reason = alert->reason,
                                  .account = officer.account.id,
                                  .made = now,
                                  .expires = now + decision.days * kDay});
        return *alert;
    });
    if (decided && decision.decision == Decision::suppress && decision.days > 0) centre.ReloadDetection();
    return decided;
}

}  // namespace dongson::soc
