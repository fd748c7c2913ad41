#include "platform/identity/proposal.h"

#include "core/bytes.h"
#include "platform/identity/storage/proposal_sql.h"

namespace dongson::identity {

using storage::Row;

namespace {

EnterRecord& Entering() {
    static EnterRecord enter;
    return enter;
}

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

// One after another, each with its length: no two lists give the same bytes.
std::string DigestOf(std::initializer_list<std::string_view> values) {
    std::string text;
    for (const auto value : values) text += std::to_string(value.size()) + " " + std::string(value) + "\n";
    return Hex(BytesOf(Digest(text)));
}

}  // namespace

void UseRecord(EnterRecord enter) {
    Entering() = std::move(enter);
}
std::int64_t Enter(const Platform& platform, storage::Transaction& tx, const std::vector<RecordLine>& lines) {
    return Entering() ? Entering()(platform, tx, lines) : 0;
}

std::string_view ProposalStateName(ProposalState state) {
    static constexpr std::string_view kNames[] = {"Đang chờ", "Đã xác nhận", "Đã bỏ", "Quá hạn", "Đã quyết định"};
    return kNames[static_cast<int>(state)];
}

ProposalState Proposal::StateAt(Instant now) const {
    if (decision == "granted") return ProposalState::granted;
    if (decision == "refused") return ProposalState::refused;
    if (!decision.empty()) return ProposalState::decided_before;
    return until > now ? ProposalState::waiting : ProposalState::lapsed;
}

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
bool ProposalStore::CameInEver(AccountId account) {
    return tx_.Count(kCameInEver, {{"account", account}}) > 0;
}

std::vector<RecordLine> LinesOfAsking(const Proposal& proposal, std::string_view document) {
    const auto& act = proposal.act;
    return {{"de-nghi", ToText(proposal.id), "proposal.id"},
            {"buoc", "asked", "proposal"},
            {"viec", act.kind, "proposal.kind"},
            {"thoi-diem", proposal.at.Rfc3339(), "proposal.asked_at"},
            {"cho-den", proposal.until.Rfc3339(), "proposal.until_at"},
            {"nguoi", ToText(proposal.by.id), "proposal.asked_by"},
            {"ve", ToText(act.about), "proposal.account_id"},
            {"noi-dung-sha256", DigestOf({proposal.salt, act.parameters, document, act.reason, proposal.by.name}),
             "proposal.parameters, document, reason, salt, asked_by_name"}};
}

std::vector<RecordLine> LinesOfDecision(const Proposal& proposal) {
    return {{"de-nghi", ToText(proposal.id), "proposal.id"},
            {"buoc", proposal.decision, "proposal.decision"},
            {"thoi-diem", proposal.decided.value_or(Instant{}).Rfc3339(), "proposal.decided_at"},
            {"nguoi", ToText(proposal.decided_by.id), "proposal.decided_by"},
            {"ten-sha256", DigestOf({proposal.salt, proposal.decided_by.name}), "proposal.decided_by_name, salt"}};
}

}  // namespace dongson::identity
