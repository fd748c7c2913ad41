#include "modules/one_stop/actions/claim_dossiers.h"

#include "modules/one_stop/actions/dossier_keeper.h"
#include "modules/one_stop/storage/dossier_store.h"
#include "platform/identity/storage/account_store.h"

namespace dongson::one_stop {

void ClaimDossiers(const Platform& platform, storage::Transaction& tx, const identity::Account& proven) {
    if (!proven.Proven()) return;
    DossierStore dossiers(tx);
    const auto now = platform.clock.Now();
    for (const auto& code : dossiers.Claim(proven.id, proven.person_number)) {
        // Whose a dossier is stands in the ledger: that it became somebody's is something that happened to it.
        if (const auto dossier = dossiers.Get(code))
            EngineOf(platform, tx, now)
                .Record(*dossier, Happens(*dossier, workflow::names::kClaim,
                                          {"Gắn với tài khoản đã xác minh", "Tied to a proven account"}, Actor::Of(proven), now));
        identity::AccountStore(tx).ClaimViews(proven.id, code);
    }
}

}  // namespace dongson::one_stop
