// Somebody says that the law frees them from a fee or from part of it, and the office answers: while it waits nothing is charged.
#pragma once

#include <string>
#include <vector>

#include "core/refusal.h"
#include "modules/one_stop/actions/open_dossier.h"
#include "modules/one_stop/domain/fee_relief.h"

namespace dongson::one_stop {

struct ReliefWanted {
    std::string code, group;
    std::vector<NewPaper> papers;  // what proves it; an officer may have seen it on paper
};
// The applicant, or who has a mandate to supplement.
Result<FeeClaim> ClaimRelief(const Platform& platform, const identity::Account& citizen, const ReliefWanted& wanted);
// For whoever stands at the counter.
Result<FeeClaim> ClaimReliefAtCounter(const Platform& platform, const identity::Officer& officer, const ReliefWanted& wanted);

struct ReliefDecision {
    std::string code;
    std::int64_t expected_version = 0;
    bool accepted = false;
    std::string reason;  // wanted of a refusal
};
// Whoever receives or examines where the dossier lies, or takes the fee where it was handed in.
Result<Dossier> DecideRelief(const Platform& platform, const identity::Officer& officer, const ReliefDecision& decision);
// By which post this officer may; nothing: by none.
std::optional<Actor> DecidesRelief(const Platform& platform, const identity::Officer& officer, const Dossier& dossier);

// Why nothing is charged before the claim is answered.
std::optional<Refusal> RefuseWhileClaimed(storage::Transaction& tx, const Dossier& dossier);
// What is left of a full sum, with the relief that was accepted.
std::int64_t Relieved(storage::Transaction& tx, const Dossier& dossier, std::int64_t fee);

}  // namespace dongson::one_stop
