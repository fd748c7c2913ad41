// A mandate on pages: its fields where one hands in for another, and what it says on a dossier.
#pragma once

#include <string>
#include <vector>

#include "modules/one_stop/domain/dossier.h"
#include "modules/one_stop/domain/mandate.h"
#include "web/components.h"
#include "web/html.h"

namespace dongson::one_stop {

// Who the applicant is, of whoever fills in for them online.
web::Html ApplicantOfMandateFields(const Answers& answers, const Refusals& faults);
// Who stands at the counter for the applicant.
web::Html MandataryFields(const Answers& answers, const Refusals& faults);
// By what, in what and until when; the same for both.
web::Html MandateFields(const Answers& answers, const Refusals& faults);

// "Lê Văn An, Giấy ủy quyền, từ … đến hết …: …", with whether it holds.
web::Html MandateFacts(const Mandate& mandate, Date today);
// On the citizen's page: who acts for whom, and the button that ends it.
web::Html MandateOfMine(const Dossier& dossier, bool is_mandatary, bool in_force, Date today);
// On the officer's page: the form that ends it for an applicant who asks at the counter.
web::Html EndMandateForm(const Dossier& dossier, const Refusals* faults, std::string_view typed_reason);

}  // namespace dongson::one_stop
