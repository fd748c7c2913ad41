// An application being filled in, the same for pages and for programs: what is taken, what is wrong with it, what is left.
#pragma once

#include "modules/one_stop/http/views.h"
#include "modules/one_stop/pages/draft_pages.h"

namespace dongson::one_stop {

Result<Draft> BeginDraft(const CitizenRequest& request, std::string_view procedure_code);

// Everything about the draft the address names; nothing when it is not the citizen's.
std::optional<DraftView> FindDraft(const CitizenRequest& request);

bool StoreDraft(const CitizenRequest& request, Draft& draft);
void MarkPart(Draft& draft, std::string_view part, bool done);

// Takes a fixed part or a section of the form into the draft. Faults are added to the view; only a part without any counts as
// done.
void TakePart(DraftView& view, const web::Form& form, std::string_view part);
void TakeSection(const CitizenRequest& request, DraftView& view, const web::Form& form, const Section& section);

// The parts not done yet, in the order they are asked in.
std::vector<std::string> Unfinished(const DraftView& view);

// Records the files that were sent; what is refused becomes a fault.
void AddDraftPapers(const CitizenRequest& request, DraftView& view);
void RemoveDraftPaper(const CitizenRequest& request, const DraftView& view);  // the one the address names
void RemoveDraft(const CitizenRequest& request, const DraftView& view);

// Every answer once more before it is submitted: a draft may have waited for weeks.
void CheckWhole(const CitizenRequest& request, DraftView& view);

}  // namespace dongson::one_stop
