// Who pays less of a dossier's fee: the claim, and the answer to it, on the applicant's page and on the officer's.
#pragma once

#include "modules/one_stop/domain/fee_relief.h"
#include "modules/one_stop/pages/dossier_pages.h"
#include "modules/one_stop/pages/office_pages.h"

namespace dongson::one_stop {

web::Html OwnRelief(const MyDossierView& view);
web::Html OfficeRelief(const OfficeDossierView& view);
// On a procedure's page: whom it frees, from how much, by what.
web::Html ReliefsOf(const Procedure& procedure);

}  // namespace dongson::one_stop
