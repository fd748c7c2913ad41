#include "platform/identity/storage/proposal_store.h"

#include "platform/identity/storage/proposal_sql.h"

namespace dongson::identity {

using storage::Row;

namespace {

Proposal ReadProposal(Row& row) {
    Proposal proposal;
    proposal.id = row.Next<ProposalId>();
    proposal.act.kind = row.Next<std::string>();
    proposal.act.about = row.Next<AccountId>();
    proposal.act.parameters = row.Next<std::string>();
    proposal.act.reason = row.Next<std::string>();
    proposal.salt = row.Next<std::string>();
    proposal.by.id = row.Next<AccountId>();
    proposal.by.name = row.Next<std::string>();
    proposal.at = row.Next<Instant>();
    proposal.until = row.Next<Instant>();
    proposal.decision = row.Next<std::string>();
    proposal.decided_by.id = row.Next<AccountId>();
    proposal.decided_by.name = row.Next<std::string>();
    proposal.decided = row.Next<std::optional<Instant>>();
    proposal.asked_entry = row.Next<std::int64_t>();
    proposal.decided_entry = row.Next<std::int64_t>();
    return proposal;
}

}  // namespace

void ProposalStore::Insert(const Proposal& proposal) {
    tx_.Run(kInsertProposal, {{"id", proposal.id},
                              {"kind", proposal.act.kind},
                              {"about", proposal.act.about},
                              {"parameters", proposal.act.parameters},
                              {"document", proposal.act.document},
                              {"reason", proposal.act.reason},
                              {"salt", proposal.salt},
                              {"by", proposal.by.id},
                              {"by_name", proposal.by.name},
                              {"now", proposal.at},
                              {"until", proposal.until},
                              {"entry", proposal.asked_entry}});
}
std::optional<Proposal> ProposalStore::Get(ProposalId id) {
    return tx_.SelectOne(kProposal, {{"id", id}}, ReadProposal);
}
std::string ProposalStore::DocumentOf(ProposalId id) {
    return tx_.SelectOne(kProposalDocument, {{"id", id}}, [](Row& row) { return row.Next<std::string>(); }).value_or("");
}
std::vector<Proposal> ProposalStore::Waiting(Instant now) {
    return tx_.Select(kWaitingProposals, {{"now", now}}, ReadProposal);
}
std::vector<Proposal> ProposalStore::Newest(int rows) {
    return tx_.Select(kNewestProposals, {{"rows", rows}}, ReadProposal);
}
std::vector<Proposal> ProposalStore::Every() {
    return tx_.Select(kEveryProposal, {}, ReadProposal);
}
bool ProposalStore::Decide(ProposalId id, std::string_view decision, const Manager& by, Instant now) {
    return tx_.Run(kDecideProposal, {{"id", id}, {"decision", decision}, {"by", by.id}, {"by_name", by.name}, {"now", now}}) == 1;
}
void ProposalStore::Entered(ProposalId id, std::int64_t decided_entry) {
    tx_.Run(kDecisionEntered, {{"id", id}, {"entry", decided_entry}});
}
bool ProposalStore::LetInBy(AccountId account, AccountId by, Instant since) {
    return tx_.Count(kLetInBy, {{"account", account}, {"by", by}, {"since", since}}) > 0;
}

bool ProposalStore::LetInByOthers(AccountId account, AccountId but, Instant since) {
    return tx_.Count(kLetInByOthers, {{"account", account}, {"by", but}, {"since", since}}) > 0;
}

}  // namespace dongson::identity
