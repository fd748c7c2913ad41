#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "platform/identity/proposal.h"
#include "storage/database.h"

namespace dongson::identity {

class ProposalStore {
  public:
    explicit ProposalStore(storage::Transaction& tx) : tx_(tx) {}

    void Insert(const Proposal& proposal);
    std::optional<Proposal> Get(ProposalId id);
    std::string DocumentOf(ProposalId id);
    std::vector<Proposal> Waiting(Instant now);  // the oldest first
    std::vector<Proposal> Newest(int rows);
    std::vector<Proposal> Every();
    // False when it does not wait any more.
    bool Decide(ProposalId id, std::string_view decision, const Manager& by, Instant now);
    void Entered(ProposalId id, std::int64_t decided_entry);
    // Whether somebody let an account in or gave it a post since then, alone or as one of two.
    bool LetInBy(AccountId account, AccountId by, Instant since);
    // Whether somebody else hired them, opened their account or gave them a post since then, without `but`.
    bool LetInByOthers(AccountId account, AccountId but, Instant since);

  private:
    storage::Transaction& tx_;
};

}  // namespace dongson::identity
