// Officers at work: a dossier, the counter, the register.
#pragma once

#include <set>

#include "modules/one_stop/domain/issued_paper.h"
#include "modules/one_stop/domain/running_records.h"
#include "modules/one_stop/pages/draft_pages.h"
#include "modules/one_stop/pages/public_pages.h"
#include "modules/one_stop/pages/tracking_page.h"
#include "platform/identity/storage/account_store.h"
#include "web/html.h"

namespace dongson::one_stop {

struct OfficeDossierView {
    TrackingView tracking;
    Procedure procedure;
    Form form;
    std::vector<PaperFile> papers;
    std::vector<IssuedPaper> issued;
    HandedIn handed_in;
    Date today;
    std::set<FileId> drawn;  // papers with a picture of their first page
    std::vector<Opinion> opinions;
    std::vector<const workflow::Event*> allowed;
    std::vector<identity::AccountStore::Colleague> colleagues;  // who may be given the dossier
    std::vector<const organisation::Unit*> askable;
    std::map<UnitId, std::string> units;
    std::string assignee;
    identity::ProofLevel proof = identity::ProofLevel::none;  // of whoever handed it in
    bool may_assign = false, may_take = false;
    std::string event;  // of the form that was sent back
    std::string typed_reason, typed_result, typed_agreed, typed_until, typed_fee, typed_basis;
    std::vector<ComponentCount> typed_components;
    Refusals faults;
};
web::Html OfficeDossierPage(const OfficeDossierView& view);

}  // namespace dongson::one_stop
