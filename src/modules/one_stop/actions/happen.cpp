#include "modules/one_stop/actions/happen.h"

#include "modules/one_stop/actions/ledger_entry.h"
#include "modules/one_stop/actions/open_dossier.h"
#include "modules/one_stop/storage/dossier_store.h"
#include "platform/identity/delegation.h"

namespace dongson::one_stop {

std::string NameOf(const Actor& actor) {
    if (actor.post == nullptr || !actor.post->in_stead) return actor.name;
    return actor.name + " (thay " + identity::InWhoseStead(*actor.post->in_stead) + ")";
}

Happening Happens(const Dossier& dossier, std::string_view event, Words label, const Actor& actor, Instant now) {
    Happening happening{.id = FreshId(),
                        .at = now,
                        .event = std::string(event),
                        .label = std::move(label),
                        .from = dossier.state,
                        .to = dossier.state,
                        .actor = actor.id,
                        .actor_name = actor.name,
                        .actor_unit = actor.unit,
                        .to_unit = dossier.holder,
                        .reason = "",
                        .due = kNever,
                        .form = "",
                        .ledger = 0};
    if (actor.post != nullptr && actor.post->in_stead) {
        const auto& in_stead = *actor.post->in_stead;
        happening.delegation = in_stead.delegation;
        happening.on_behalf_of = identity::InWhoseStead(in_stead);
        happening.on_behalf_by = identity::ByWhat(in_stead);
    }
    return happening;
}

void AddReason(Happening& happening, const std::string& more) {
    if (more.empty()) return;
    const bool ends = !happening.reason.empty() && std::string_view(".?!:;").contains(happening.reason.back());
    if (!happening.reason.empty()) happening.reason += ends ? " " : ". ";
    happening.reason += more;
}

bool SaidJustNow(const std::vector<Happening>& happenings, const Happening& again) {
    if (happenings.empty()) return false;
    const auto& last = happenings.back();
    return last.event == again.event && last.actor == again.actor && last.reason == again.reason && again.at < last.at + kMinute;
}

void Record(const Platform& platform, storage::Transaction& tx, const Dossier& dossier, Happening happening) {
    SealReason(ProcessOf(dossier), happening);
    happening.ledger = EnterInLedger(platform, tx, dossier, happening);
    DossierStore(tx).Add(dossier.id, happening);
}

}  // namespace dongson::one_stop
