// The fee on a dossier's page: what is owed, what was paid by which receipt, and what may be done about it.
#pragma once

#include "modules/one_stop/pages/office_pages.h"

namespace dongson::one_stop {

// No source says what is due: the clerk does. What was typed with one event is still there for another: first it is noted as
// paid, then the result is handed over.
web::Html ChargeFields(const OfficeDossierView& view, const Refusals* faults);
// How it was paid, by whom; which kind it is, where the procedure does not say.
web::Html PaymentFields(const OfficeDossierView& view, const Refusals* faults, bool mine);
// Below the facts of the officer's page.
web::Html FeeSection(const OfficeDossierView& view);
// Of one's own dossier: the receipts, each to be taken away.
web::Html OwnReceipts(const std::string& code, const FeeHistory& history);

}  // namespace dongson::one_stop
