#include "modules/soc/actions/decide_alert.h"

#include "core/text.h"
#include "modules/soc/engine/network.h"
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

// Where the rule shall not count, as a query about events; nothing where no event tells whom the alert is about.
std::optional<std::string> QueryFor(const Alert& alert) {
    const auto& [kind, name] = alert.entity;
    const std::string quoted = QuoteValue(name);
    if (kind == "address") return "source.ip:" + quoted;
    if (kind == "host") return "host.name:" + quoted;
    if (kind != "indicator") return std::nullopt;
    return name.find('/') != std::string::npos && ReadNetwork(name) ? "source.ip:" + quoted + " or destination.ip:" + quoted
                                                                    : quoted;
}

}  // namespace

Result<Alert> DecideAlert(Centre& centre, const identity::Officer& officer, const AlertDecision& decision) {
    const Platform& platform = centre.platform();
    const bool ends = decision.decision == Decision::close || decision.decision == Decision::suppress;
    if (auto refusal = ends ? RefuseReason(decision.reason) : std::nullopt) return std::unexpected(std::move(*refusal));
    if (decision.days < 0 || decision.days > kLongestDays)
        return No("SOC_TOO_LONG", Say("Bỏ qua lâu nhất {1} ngày; sau đó phải xem lại.", std::to_string(kLongestDays)), "so_ngay");
    auto decided = platform.storage.InTransaction([&](storage::Transaction& tx) -> Result<Alert> {
        AlertStore alerts(tx);
        auto alert = alerts.Get(decision.alert);
        if (!alert) return std::unexpected(Refusal::NotFound(Say("Không có cảnh báo này.")));
        const Instant now = platform.clock.Now();
        const bool lasts = decision.decision == Decision::suppress && decision.days > 0;
        const auto query = decision.everywhere ? std::optional<std::string>("*") : QueryFor(*alert);
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
            return No("SOC_ALERT_CHANGED", Say("Người khác vừa thay đổi cảnh báo này. Tải lại trang rồi quyết định."), "",
                      RefusalKind::conflict);
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
