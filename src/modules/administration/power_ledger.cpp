#include "modules/administration/power_ledger.h"

#include <fmt/format.h>

#include <algorithm>

#include "platform/identity/proposal.h"
#include "platform/identity/storage/proposal_store.h"
#include "platform/identity/storage/role_store.h"

namespace dongson::administration {

using identity::Proposal;
using identity::RoleEdition;
using storage::Transaction;

namespace {

std::vector<ledger::EntryLine> AsEntry(const std::vector<identity::RecordLine>& lines) {
    std::vector<ledger::EntryLine> entry;
    entry.reserve(lines.size());
    for (const auto& line : lines) entry.push_back({line.key, line.value, line.column});
    return entry;
}

// Of before requests were entered: those two kinds there were, of which nothing more was decided since.
bool IsOfBefore(const Proposal& proposal, Instant bound_since) {
    return proposal.asked_entry == 0 && proposal.at < bound_since &&
           (proposal.act.kind == "disable" || proposal.act.kind == "end_post");
}

void HoldProposal(ledger::Audit& audit, const Proposal& proposal, std::string_view document, Instant bound_since) {
    const auto name = fmt::format("request {} ({})", ToText(proposal.id), proposal.act.kind);
    if (!IsOfBefore(proposal, bound_since))
        audit.Hold({proposal.asked_entry, name, AsEntry(identity::LinesOfAsking(proposal, document))});
    const bool decided = proposal.decision == "granted" || proposal.decision == "refused";
    if (decided)
        audit.Hold({proposal.decided_entry, name + ", " + proposal.decision, AsEntry(identity::LinesOfDecision(proposal))});
    if (!decided && proposal.decided_entry != 0) audit.Fault(name + ": proposal.decision: the ledger knows of one");
}

}  // namespace

void AuditPowers(storage::Database& database, ledger::Audit& audit) {
    std::vector<Proposal> proposals;
    std::vector<RoleEdition> roles;
    auto requests_since = kNever, roles_since = kNever;
    database.Read([&](Transaction& tx) {
        proposals = identity::ProposalStore(tx).Every();
        roles = identity::RoleStore(tx).Every();
        return 0;
    });
    for (const auto& each : proposals)
        if (each.asked_entry != 0) requests_since = std::min(requests_since, each.at);
    for (const auto& each : roles)
        if (each.entry != 0) roles_since = std::min(roles_since, each.made);
    for (const auto& each : proposals) {
        // A list may be long: one at a time.
        const auto document = database.Read([&](Transaction& tx) { return identity::ProposalStore(tx).DocumentOf(each.id); });
        HoldProposal(audit, each, document, requests_since);
    }
    for (const auto& each : roles)
        if (each.entry != 0 || each.made >= roles_since)
            audit.Hold(
                {each.entry, fmt::format("role {}, version {}", each.role.key, each.version), AsEntry(identity::LinesOf(each))});
}

}  // namespace dongson::administration
