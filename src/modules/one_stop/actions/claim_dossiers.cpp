#include "modules/one_stop/actions/claim_dossiers.h"

#include "modules/one_stop/storage/dossier_store.h"
#include "platform/identity/storage/account_store.h"

namespace dongson::one_stop {

void ClaimDossiers(const Platform&, storage::Transaction& tx, const identity::Account& proven) {
    if (!proven.Proven()) return;
    for (const auto& code : DossierStore(tx).Claim(proven.id, proven.person_number))
        identity::AccountStore(tx).ClaimViews(proven.id, code);
}

}  // namespace dongson::one_stop
