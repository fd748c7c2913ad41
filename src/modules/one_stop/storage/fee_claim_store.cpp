#include "modules/one_stop/storage/fee_claim_store.h"

namespace dongson::one_stop {

namespace {

constexpr storage::Statement kInsertClaim{"one_stop.insert_fee_claim", R"(
    INSERT INTO fee_claim (id, dossier_id, fee_group, group_name, percent, basis, file_id, claimed_by, claimed_name, claimed_at, state,
                           decided_by, decided_name, decided_at, reason, relieved)
    VALUES ($id, $dossier, $group, $name, $percent, $basis, $proof, $by, $by_name, $at, $state, $decided_by, $decided_name, $decided,
            $reason, $relieved))"};
constexpr storage::Statement kDecideClaim{"one_stop.decide_fee_claim", R"(
    UPDATE fee_claim SET state = $state, decided_by = $decided_by, decided_name = $decided_name, decided_at = $decided, reason = $reason,
                         relieved = $relieved
     WHERE id = $id AND state = 0)"};
#define CLAIM_COLUMNS                                                                                                            \
    "c.id, c.dossier_id, c.fee_group, c.group_name, c.percent, c.basis, c.file_id, c.claimed_by, c.claimed_name, c.claimed_at, " \
    "c.state, c.decided_by, c.decided_name, c.decided_at, c.reason, c.relieved"
constexpr storage::Statement kClaimsOf{"one_stop.fee_claims_of_dossier",
                                       "SELECT " CLAIM_COLUMNS " FROM fee_claim c WHERE c.dossier_id = $dossier ORDER BY c.id"};
constexpr storage::Statement kSayRelieved{"one_stop.say_relieved", "UPDATE fee_claim SET relieved = $relieved WHERE id = $id"};
constexpr storage::Statement kAccepted{"one_stop.fee_claims_accepted", "SELECT " CLAIM_COLUMNS
                                                                       ", d.code, d.person_name, p.code, d.procedure_name"
                                                                       R"(
      FROM fee_claim c JOIN dossier d ON d.id = c.dossier_id JOIN procedure p ON p.id = d.procedure_id
     WHERE d.intake_unit_id = $unit AND c.state = 1 AND c.decided_at >= $from AND c.decided_at < $until
       AND (c.decided_by = $decider OR $decider = 0)
     ORDER BY c.decided_at, c.id)"};

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
            .reason = row.Next<std::string>(),
            .relieved = row.Next<std::int64_t>()};
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
                           {"reason", claim.reason},
                           {"relieved", claim.relieved}});
}

void FeeClaimStore::Decide(const FeeClaim& claim) {
    tx_.Run(kDecideClaim, {{"id", claim.id},
                           {"state", claim.state},
                           {"decided_by", claim.decided_by},
                           {"decided_name", claim.decided_name},
                           {"decided", claim.decided},
                           {"reason", claim.reason},
                           {"relieved", claim.relieved}});
}

std::vector<FeeClaim> FeeClaimStore::Of(CaseId dossier) {
    return tx_.Select(kClaimsOf, {{"dossier", dossier}}, ReadClaim);
}

void FeeClaimStore::SayRelieved(std::int64_t claim, std::int64_t relieved) {
    tx_.Run(kSayRelieved, {{"id", claim}, {"relieved", relieved}});
}

std::vector<GivenRelief> FeeClaimStore::Accepted(UnitId unit, AccountId decider, Date from, Date until) {
    return tx_.Select(
        kAccepted, {{"unit", unit}, {"decider", decider}, {"from", Instant::At(from, 0)}, {"until", Instant::At(until + 1, 0)}},
        [](storage::Row& row) {
            return GivenRelief{.claim = ReadClaim(row),
                               .dossier_code = row.Next<std::string>(),
                               .person_name = row.Next<std::string>(),
                               .procedure_code = row.Next<std::string>(),
                               .procedure_name = row.Next<std::string>()};
        });
}

}  // namespace dongson::one_stop
