#include "modules/one_stop/storage/fee_claim_store.h"

namespace dongson::one_stop {

namespace {

constexpr storage::Statement kInsertClaim{"one_stop.insert_fee_claim", R"(
    INSERT INTO fee_claim (id, dossier_id, fee_group, group_name, percent, basis, file_id, claimed_by, claimed_name, claimed_at, state,
                           decided_by, decided_name, decided_at, reason)
    VALUES ($id, $dossier, $group, $name, $percent, $basis, $proof, $by, $by_name, $at, $state, $decided_by, $decided_name, $decided,
            $reason))"};
constexpr storage::Statement kDecideClaim{"one_stop.decide_fee_claim", R"(
    UPDATE fee_claim SET state = $state, decided_by = $decided_by, decided_name = $decided_name, decided_at = $decided, reason = $reason
     WHERE id = $id AND state = 0)"};
constexpr storage::Statement kClaimsOf{"one_stop.fee_claims_of_dossier", R"(
    SELECT id, dossier_id, fee_group, group_name, percent, basis, file_id, claimed_by, claimed_name, claimed_at, state, decided_by,
           decided_name, decided_at, reason
      FROM fee_claim WHERE dossier_id = $dossier ORDER BY id)"};

FeeClaim ReadClaim(storage::Row& row) {
    return {.id = row.Next<std::int64_t>(),
            .dossier = row.Next<CaseId>(),
            .group = row.Next<std::string>(),
            .group_name = row.Next<std::string>(),
            .percent = row.Next<int>(),
            .basis = row.Next<std::string>(),
            .proof = row.Next<FileId>(),
            .claimed_by = row.Next<AccountId>(),
            .claimed_name = row.Next<std::string>(),
            .claimed = row.Next<Instant>(),
            .state = row.Next<ClaimState>(),
            .decided_by = row.Next<AccountId>(),
            .decided_name = row.Next<std::string>(),
            .decided = row.Next<std::optional<Instant>>(),
            .reason = row.Next<std::string>()};
}

}  // namespace

void FeeClaimStore::Insert(const FeeClaim& claim) {
    tx_.Run(kInsertClaim, {{"id", claim.id},
                           {"dossier", claim.dossier},
                           {"group", claim.group},
                           {"name", claim.group_name},
                           {"percent", claim.percent},
                           {"basis", claim.basis},
                           {"proof", claim.proof},
                           {"by", claim.claimed_by},
                           {"by_name", claim.claimed_name},
                           {"at", claim.claimed},
                           {"state", claim.state},
                           {"decided_by", claim.decided_by},
                           {"decided_name", claim.decided_name},
                           {"decided", claim.decided},
                           {"reason", claim.reason}});
}

void FeeClaimStore::Decide(const FeeClaim& claim) {
    tx_.Run(kDecideClaim, {{"id", claim.id},
                           {"state", claim.state},
                           {"decided_by", claim.decided_by},
                           {"decided_name", claim.decided_name},
                           {"decided", claim.decided},
                           {"reason", claim.reason}});
}

std::vector<FeeClaim> FeeClaimStore::Of(CaseId dossier) {
    return tx_.Select(kClaimsOf, {{"dossier", dossier}}, ReadClaim);
}

}  // namespace dongson::one_stop
