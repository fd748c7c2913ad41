// Filling in an application. Every change is made under the draft's lock: two pages open at once lose nothing of each other.
#pragma once

#include <string_view>
#include <vector>

#include "core/refusal.h"
#include "modules/one_stop/actions/open_dossier.h"
#include "modules/one_stop/domain/draft.h"
#include "platform/identity/account.h"
#include "platform/platform.h"

namespace dongson::one_stop {

Result<Draft> BeginDraft(const Platform& platform, const identity::Account& citizen, std::string_view procedure_code);

// What was typed is kept; what is wrong with it comes back beside it.
struct SavedDraft {
    Draft draft;
    Refusals faults;
};
Result<SavedDraft> SaveParts(const Platform& platform, const identity::Account& citizen, DraftId id,
                             const std::vector<TypedPart>& parts);
// What is typed while a page is open.
Result<Draft> SaveTyped(const Platform& platform, const identity::Account& citizen, DraftId id, const Answers& typed);

Result<Draft> AddDraftPapers(const Platform& platform, const identity::Account& citizen, DraftId id,
                             const std::vector<NewPaper>& papers);
Result<Draft> RemoveDraftPaper(const Platform& platform, const identity::Account& citizen, DraftId id, FileId file);
Result<Draft> RemoveDraft(const Platform& platform, const identity::Account& citizen, DraftId id);

}  // namespace dongson::one_stop
