#include "modules/one_stop/actions/happen.h"

#include "modules/one_stop/actions/ledger_entry.h"
#include "modules/one_stop/actions/open_dossier.h"
#include "modules/one_stop/storage/dossier_store.h"

namespace dongson::one_stop {

void Record(const Platform& platform, storage::Transaction& tx, const Dossier& dossier, Happening happening) {
    SealReason(ProcessOf(dossier), happening);
    happening.ledger = EnterInLedger(platform, tx, dossier, happening);
    DossierStore(tx).Add(dossier.id, happening);
}

}  // namespace dongson::one_stop
