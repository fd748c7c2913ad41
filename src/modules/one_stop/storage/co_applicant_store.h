#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "modules/one_stop/domain/co_applicant.h"
#include "storage/database.h"

namespace dongson::one_stop {

class CoApplicantStore {
  public:
    explicit CoApplicantStore(storage::Transaction& tx) : tx_(tx) {}

    // Of a draft, until it is handed in.
    std::vector<CoApplicant> OfDraft(DraftId draft);
    void Invite(DraftId draft, const CoApplicant& invited);
    void Save(DraftId draft, const CoApplicant& changed);
    void Drop(DraftId draft, std::string_view number);
    // Which draft an invitation is to.
    std::optional<DraftId> Invited(std::string_view code);
    // Drafts that an account was asked to confirm and that are not handed in.
    std::vector<DraftId> DraftsOf(AccountId account);

    // Of a dossier.
    void Insert(CaseId dossier, const CoApplicant& person);
    std::vector<CoApplicant> OfDossier(CaseId dossier);
    void Agree(CaseId dossier, AccountId account, Instant now);

  private:
    storage::Transaction& tx_;
};

}  // namespace dongson::one_stop
