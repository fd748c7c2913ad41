// Several apply together: what whoever fills in sees of the others, and what each of them reads before confirming.
#pragma once

#include <string>
#include <vector>

#include "modules/one_stop/domain/co_applicant.h"
#include "web/html.h"

namespace dongson::one_stop {

// On the last page of a draft: each whom the form names, how it stands with them, and the button that invites; nothing where
// nobody is named.
web::Html TogetherOfDraft(DraftId draft, const Together& together);

struct InvitationsView {
    std::vector<AskedToConfirm> asked;
    std::string typed;
    Refusals faults;
};
web::Html InvitationsPage(const InvitationsView& view);

struct ConfirmView {
    AskedToConfirm asked;
    std::string unit_name;
    Instant now;
    Refusals faults;
    std::string typed_why;
};
web::Html ConfirmTogetherPage(const ConfirmView& view);

// On a dossier of several: who they are, and the button by which one agrees to withdraw it.
web::Html TogetherOfDossier(const std::string& code, const std::vector<CoApplicant>& people, AccountId reader, bool may_withdraw);
web::Html NamesOf(const std::vector<CoApplicant>& people);

}  // namespace dongson::one_stop
