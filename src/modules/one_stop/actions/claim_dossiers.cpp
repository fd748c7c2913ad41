#include "modules/one_stop/actions/claim_dossiers.h"

#include "modules/one_stop/actions/ledger_entry.h"
#include "modules/one_stop/storage/dossier_store.h"
#include "platform/identity/storage/account_store.h"

namespace dongson::one_stop {

namespace {

// Whose a dossier is stands in the ledger: that it became somebody's is something that happened to it.
void RecordClaim(const Platform& platform, storage::Transaction& tx, const Dossier& dossier, const identity::Account& proven) {
    Happening claimed{.id = FreshId(),
                      .at = platform.clock.Now(),
                      .event = "claim",
                      .label = {"Gắn với tài khoản đã xác minh", "Tied to a proven account"},
                      .from = dossier.state,
                      .to = dossier.state,
                      .actor = proven.id,
                      .actor_name = proven.name,
                      .actor_unit = {},
                      .to_unit = dossier.holder,
                      .reason = "",
                      .due = kNever,
                      .form = "",
                      .ledger = 0};
    claimed.ledger = EnterInLedger(platform, tx, dossier, claimed);
    DossierStore(tx).Add(dossier.id, claimed);
}

}  // namespace

void ClaimDossiers(const Platform& platform, storage::Transaction& tx, const identity::Account& proven) {
    if (!proven.Proven()) return;
    DossierStore dossiers(tx);
    for (const auto& code : dossiers.Claim(proven.id, proven.person_number)) {
        if (const auto dossier = dossiers.Get(code)) RecordClaim(platform, tx, *dossier, proven);
        identity::AccountStore(tx).ClaimViews(proven.id, code);
    }
}

}  // namespace dongson::one_stop
