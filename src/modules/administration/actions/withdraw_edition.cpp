#include "modules/administration/actions/withdraw_edition.h"

#include <boost/json.hpp>

#include "core/json.h"
#include "core/text.h"
#include "platform/definitions/definitions.h"
#include "platform/platform.h"

namespace dongson::administration {

using definitions::Edition;
using definitions::EditionId;
using identity::Manager;
using identity::Outcome;
using identity::ProposedAct;
namespace json = boost::json;

namespace {

constexpr std::string_view kKind = "withdraw_edition";

const definitions::Type* TypeOf(const json::object& parameters) {
    return definitions::FindType(TextMember(parameters, "type"));
}

Sentence SayWithdrawal(const Platform&, storage::Transaction&, const ProposedAct& act) {
    const auto parameters = identity::ParametersOf(act);
    const auto* type = TypeOf(parameters);
    return Say("rút phiên bản {1} của {2} {3}; phiên bản trước đó áp dụng lại", TextMember(parameters, "version"),
               type == nullptr ? TextMember(parameters, "type") : Say(std::string(type->name)).In(Language::vietnamese),
               TextMember(parameters, "key"));
}

std::expected<Outcome, Refusals> Withdraw(const Platform& platform, const Manager& by, const ProposedAct& act) {
    const auto* type = TypeOf(identity::ParametersOf(act));
    if (type == nullptr) return std::unexpected(Refusals{Refusal::NotFound(Say("Không có định nghĩa này."))});
    const definitions::Definitions all(platform.storage, platform.clock, *type, &platform.ledger);
    const auto done = all.Withdraw({by.id, by.name}, WithdrawnBy(act), act.reason,
                                   [&](storage::Transaction& tx) { return identity::TakeYes(platform, tx, by, {}, true); });
    if (!done) return std::unexpected(Refusals{done.error()});
    return Outcome{};
}

std::string Path(const ProposedAct& act) {
    const auto parameters = identity::ParametersOf(act);
    return "/can-bo/quan-tri/dinh-nghia/" + TextMember(parameters, "type") + "/" + TextMember(parameters, "key") + "/phien-ban/" +
           TextMember(parameters, "edition");
}

}  // namespace

ProposedAct Withdrawing(const Edition& edition, std::string_view reason) {
    const json::object parameters{{"type", edition.type},
                                  {"key", edition.key},
                                  {"edition", ToText(edition.id)},
                                  {"version", std::to_string(edition.version)}};
    return {.kind = std::string(kKind),
            .about = {},
            .parameters = json::serialize(parameters),
            .document = {},
            .reason = std::string(Trim(reason))};
}

EditionId WithdrawnBy(const ProposedAct& act) {
    return act.kind == kKind ? EditionId{ToNumber(TextMember(identity::ParametersOf(act), "edition"))} : EditionId{};
}

identity::ActKind WithdrawalAct() {
    return {.key = kKind, .say = SayWithdrawal, .carry_out = Withdraw, .path = Path};
}

}  // namespace dongson::administration
