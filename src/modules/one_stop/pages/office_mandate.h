// A mandate on the officer's page of a dossier: who takes the result, the paper, and the form that ends it.
#pragma once

#include "modules/one_stop/pages/office_pages.h"

namespace dongson::one_stop {

// Whoever takes a result in somebody's stead shows a paper that lets them.
web::Html ReceiverField(const OfficeDossierView& view, const Refusals* faults);
web::Html MandatePaperLink(const Dossier& dossier);
// For an applicant who asks at the counter.
web::Html MandateForm(const OfficeDossierView& view);

}  // namespace dongson::one_stop
