#include "platform/identity/proposal.h"

#include "core/bytes.h"

namespace dongson::identity {

namespace {

EnterRecord& Entering() {
    static EnterRecord enter;
    return enter;
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
    if (decision == kGranted || ByNobodyElse()) return ProposalState::granted;
    if (decision == kRefused) return ProposalState::refused;
    if (!decision.empty()) return ProposalState::decided_before;
    return until > now ? ProposalState::waiting : ProposalState::lapsed;
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
