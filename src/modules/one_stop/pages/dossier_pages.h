// The citizen's own dossiers.
#pragma once

#include "modules/one_stop/domain/fee_receipt.h"
#include "modules/one_stop/domain/fee_relief.h"
#include "modules/one_stop/domain/issued_paper.h"
#include "modules/one_stop/pages/public_pages.h"
#include "modules/one_stop/pages/tracking_page.h"
#include "modules/one_stop/pages/typed_before.h"
#include "platform/notices/digest.h"
#include "platform/notices/notices.h"
#include "platform/organisation/contact.h"
#include "web/html.h"

namespace dongson::one_stop {

struct MyDossiersView {
    std::vector<TrackingView> dossiers;
    std::vector<DraftRow> drafts;
};
web::Html MyDossiersPage(const MyDossiersView& view);

struct MyDossierView {
    TrackingView tracking;
    std::vector<const workflow::Event*> allowed;
    std::vector<CasePaper> papers;
    std::vector<IssuedPaper> issued;
    FeeHistory fees;
    std::vector<FeeClaim> claims;
    std::string counter_name;       // where a fee is paid today
    organisation::Contact counter;  // nothing stands in it where nobody wrote
    Form form;
    Procedure procedure;
    bool rated = false;
    bool is_mandatary = false;  // whoever reads acts for the applicant
    bool may_message = true, may_take_result = true, mandate_in_force = false;
    web::Html together;  // who applied together
    Date today;
    Refusals faults;
    std::string asked_reason;           // why the applicant has it now
    std::vector<ComponentCount> asked;  // which papers they are asked for
    std::string event;                  // of the form that was sent back
    Answers typed_answers;              // corrections that were sent back; else what was declared
    std::string typed_reason, typed_remark, typed_message, typed_group;
    std::map<std::string, int> typed_points;
    TypedBefore lost;  // when the page has that form no longer
};
// Where and when a fee that is due is paid, and what to name there; nothing where none is due.
web::Html WhereToPay(const Dossier& dossier, const std::string& name, const organisation::Contact& counter);
Sentence CitizenReasonLabel(const workflow::Event& event);
web::Html MyDossierPage(const MyDossierView& view);

web::Html NoticesPage(const std::vector<notices::Notice>& notices, notices::MailWish wish);

}  // namespace dongson::one_stop
