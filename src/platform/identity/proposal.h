// What one administrator asks for and another carries out: nobody takes power over an office, or over the province, alone. One
// table for every kind of act; the act itself is done by what does it for somebody who needs nobody, when the second person says
// yes.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/ids.h"
#include "core/refusal.h"
#include "platform/identity/record.h"
#include "platform/identity/staff.h"

namespace dongson::identity {

// An act, and exactly what it is to do.
struct ProposedAct {
    std::string kind;        // "end_post"
    AccountId about;         // none: a role, a list, somebody who is not here yet
    std::string parameters;  // JSON, as the kind reads it
    std::string document;    // a list of staff; else empty
    std::string reason;
};

// Granted: it was carried out in the same moment. Lapsed: nobody decided in time.
enum class ProposalState : unsigned char { waiting, granted, refused, lapsed, decided_before };
std::string_view ProposalStateName(ProposalState state);

inline constexpr std::string_view kGranted = "granted", kGrantedByNobodyElse = "granted_nobody_else", kRefused = "refused";

struct Proposal {
    ProposalId id;
    ProposedAct act;  // its document is read apart
    std::string salt;
    Manager by;
    Instant at, until;
    std::string decision;  // one of the three above; empty: none
    Manager decided_by;
    std::optional<Instant> decided;
    std::int64_t asked_entry = 0, decided_entry = 0;

    ProposalState StateAt(Instant now) const;
    // Granted by somebody whom who asked had just let in, or the other way round: no other administrator was left.
    bool ByNobodyElse() const { return decision == kGrantedByNobodyElse; }
};
// Then nobody waits for it any more.
inline constexpr int kProposalDays = 7;
// Of one asker: a real request does not hide among hundreds. Many people come as one list.
inline constexpr int kMostWaiting = 20;

// What the ledger holds of asking, and of the decision.
std::vector<RecordLine> LinesOfAsking(const Proposal& proposal, std::string_view document);
std::vector<RecordLine> LinesOfDecision(const Proposal& proposal);

}  // namespace dongson::identity
