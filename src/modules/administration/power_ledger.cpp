#include "modules/administration/power_ledger.h"

#include <fmt/format.h>

#include "core/row_digest.h"
#include "modules/administration/storage/review_store.h"
#include "platform/identity/post_record.h"
#include "platform/identity/proposal.h"
#include "platform/identity/storage/proposal_store.h"
#include "platform/identity/storage/role_store.h"
#include "platform/ledger/bound_rows.h"

namespace dongson::administration {

using identity::Proposal;
using identity::RoleEdition;
using ledger::BoundRow;
using storage::Transaction;

namespace {

std::vector<ledger::EntryLine> AsEntry(const std::vector<identity::RecordLine>& lines) {
    std::vector<ledger::EntryLine> entry;
    entry.reserve(lines.size());
    for (const auto& line : lines) entry.push_back({line.key, line.value, line.column});
    return entry;
}

std::string NameOf(const Proposal& proposal) {
    return fmt::format("request {} ({})", ToText(proposal.id), proposal.act.kind);
}
std::string NameOf(const RoleEdition& edition) {
    return fmt::format("role {}, version {}", edition.role.key, edition.version);
}

std::string DigestOfLines(const std::vector<identity::RecordLine>& lines) {
    std::vector<std::string> values;
    for (const auto& line : lines) values.push_back(line.value);
    return DigestOfValues(values);
}

// ---- of before there were entries: bound by one for all of them ----

constexpr std::string_view kProposalsOfBefore = "proposal", kRolesOfBefore = "role_edition";

std::vector<BoundRow> RequestsWithoutEntry(Transaction& tx) {
    std::vector<BoundRow> rows;
    identity::ProposalStore store(tx);
    for (const auto& each : store.Every())
        if (each.asked_entry == 0)
            rows.push_back({NameOf(each), DigestOfLines(identity::LinesOfAsking(each, store.DocumentOf(each.id)))});
    return rows;
}
std::vector<BoundRow> RolesWithoutEntry(Transaction& tx) {
    std::vector<BoundRow> rows;
    for (const auto& each : identity::RoleStore(tx).Every())
        if (each.entry == 0) rows.push_back({NameOf(each), DigestOfLines(identity::LinesOf(each))});
    return rows;
}
std::vector<BoundRow> Posts(Transaction& tx) {
    std::vector<BoundRow> rows;
    for (auto& [id, digest] : identity::DigestsOfPosts(tx)) rows.push_back({std::move(id), std::move(digest)});
    return rows;
}
std::vector<BoundRow> Reviews(Transaction& tx) {
    return ReviewStore(tx).Rows();
}

struct BoundTable {
    std::string_view name;
    std::vector<BoundRow> (*rows)(Transaction&);
};
constexpr BoundTable kBoundTables[] = {{kProposalsOfBefore, RequestsWithoutEntry},
                                       {kRolesOfBefore, RolesWithoutEntry},
                                       {identity::kPostsTable, Posts},
                                       {kReviewsTable, Reviews}};

void HoldProposal(ledger::Audit& audit, const Proposal& proposal, std::string_view document) {
    const auto name = NameOf(proposal);
    if (proposal.asked_entry != 0) audit.Hold({proposal.asked_entry, name, AsEntry(identity::LinesOfAsking(proposal, document))});
    const bool decided =
        proposal.decision == identity::kGranted || proposal.ByNobodyElse() || proposal.decision == identity::kRefused;
    if (decided)
        audit.Hold({proposal.decided_entry, name + ", " + proposal.decision, AsEntry(identity::LinesOfDecision(proposal))});
    if (!decided && proposal.decided_entry != 0) audit.Fault(name + ": proposal.decision: the ledger knows of one");
}

}  // namespace

void BindPowersOfBefore(ledger::Ledger& ledger, storage::Database& database) {
    for (const auto& table : kBoundTables) ledger::BindThoseOfBefore(ledger, database, table.name, table.rows);
}

void AuditPowers(storage::Database& database, ledger::Audit& audit) {
    std::vector<Proposal> proposals;
    std::vector<RoleEdition> roles;
    std::vector<std::vector<BoundRow>> bound;
    database.Read([&](Transaction& tx) {
        proposals = identity::ProposalStore(tx).Every();
        roles = identity::RoleStore(tx).Every();
        for (const auto& table : kBoundTables) bound.push_back(table.rows(tx));
        return 0;
    });
    for (const auto& each : proposals) {
        // A list may be long: one at a time.
        const auto document = database.Read([&](Transaction& tx) { return identity::ProposalStore(tx).DocumentOf(each.id); });
        HoldProposal(audit, each, document);
    }
    for (const auto& each : roles)
        if (each.entry != 0) audit.Hold({each.entry, NameOf(each), AsEntry(identity::LinesOf(each))});
    for (std::size_t table = 0; table < bound.size(); ++table) ledger::HoldRows(audit, kBoundTables[table].name, bound[table]);
}

}  // namespace dongson::administration
