#include "modules/one_stop/actions/happen.h"

#include "modules/one_stop/actions/ledger_entry.h"
#include "modules/one_stop/actions/open_dossier.h"
#include "modules/one_stop/storage/dossier_store.h"

namespace dongson::one_stop {

Happening Happens(const Dossier& dossier, std::string_view event, Words label, const Actor& actor, Instant now) {
    return {.id = FreshId(),
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
}

void Record(const Platform& platform, storage::Transaction& tx, const Dossier& dossier, Happening happening) {
    SealReason(ProcessOf(dossier), happening);
    happening.ledger = EnterInLedger(platform, tx, dossier, happening);
    DossierStore(tx).Add(dossier.id, happening);
}

}  // namespace dongson::one_stop
