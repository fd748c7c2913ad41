// Officers at work: a dossier, the counter, the register.
#pragma once

#include <map>
#include <set>

#include "modules/one_stop/domain/fee_receipt.h"
#include "modules/one_stop/domain/fee_relief.h"
#include "modules/one_stop/domain/issued_paper.h"
#include "modules/one_stop/domain/linked_dossier.h"
#include "modules/one_stop/domain/running_records.h"
#include "modules/one_stop/pages/draft_pages.h"
#include "modules/one_stop/pages/public_pages.h"
#include "modules/one_stop/pages/tracking_page.h"
#include "modules/one_stop/pages/typed_before.h"
#include "platform/desk/ask_units.h"
#include "platform/identity/storage/account_store.h"
#include "platform/workflow/task.h"
#include "web/html.h"

namespace dongson::one_stop {

struct OfficeDossierView {
    TrackingView tracking;
    Procedure procedure;
    Form form;
    std::vector<CasePaper> papers;
    std::vector<IssuedPaper> issued;
    FeeHistory fees;
    std::vector<FeeClaim> claims;
    bool may_decide_relief = false;
    bool may_take_fee = false, may_collect = false;
    bool till_closed = false;            // the officer's own, today: nothing is taken or given back
    std::vector<std::string> who_opens;  // it again
    HandedIn handed_in;
    Date today;
    Instant now;
    std::set<FileId> drawn;  // papers with a picture of their first page
    std::vector<Consultation> opinions;
    std::vector<const workflow::Event*> allowed;
    std::vector<identity::AccountStore::Colleague> colleagues;  // who may be given the dossier
    desk::UnitsToAsk askable;
    int days_to_answer = 3;                            // that the form offers whoever is asked
    std::vector<Consultation> waited_for, answerable;  // by anybody, by this officer; each at the unit that answers today
    std::map<UnitId, std::string> units;
    std::string assignee;
    identity::ProofLevel proof = identity::ProofLevel::none;  // of whoever handed it in
    bool may_assign = false, may_take = false, may_take_back = false, may_message = false, may_write = false, may_correct = false,
         may_end_mandate = false;
    web::Html together;  // names of those who applied together
    std::vector<LinkedDossier> linked;
    std::vector<workflow::Task> tasks;  // those of them that the officer may read
    bool may_give_task = false;
    int unanswered = 0;                                     // messages of the applicant
    std::string event;                                      // of the form that was sent back
    std::map<std::string, std::string, std::less<>> typed;  // into it, by field
    desk::AskedBefore typed_units;
    std::vector<ComponentCount> typed_components;
    int typed_sets = 1;
    TypedBefore lost;  // when the page has that form no longer
    Refusals faults;

    std::string Typed(std::string_view field, const std::string& otherwise = "") const;
};
// The field's label of an act's reason.
Sentence ReasonLabel(const workflow::Event& event);
web::Html OfficeDossierPage(const OfficeDossierView& view);

}  // namespace dongson::one_stop
