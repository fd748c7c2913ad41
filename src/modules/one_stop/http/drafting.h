// An application being filled in, the same for pages and for programs: from what was sent to what the actions take.
#pragma once

#include "modules/one_stop/actions/fill_in_draft.h"
#include "modules/one_stop/http/views.h"
#include "modules/one_stop/pages/draft_pages.h"

namespace dongson::one_stop {

// Everything about the draft the address names; nothing when it is not the citizen's.
std::optional<DraftView> FindDraft(const CitizenRequest& request);

// Every field of a form.
Answers TypedIn(const web::Form& form);

// Saves parts into the draft of the view; what is wrong with them becomes its faults.
void Save(const CitizenRequest& request, DraftView& view, const std::vector<TypedPart>& parts);

// Records the files that were sent; what is refused becomes a fault.
void AddPapers(const CitizenRequest& request, DraftView& view);

}  // namespace dongson::one_stop
