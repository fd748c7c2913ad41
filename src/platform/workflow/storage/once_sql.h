#pragma once

#include "storage/database.h"

namespace dongson::workflow {

using storage::Statement;

inline constexpr Statement kClaimKey{"workflow.claim_key", R"(
    INSERT INTO idempotency (account_id, unit_id, act, key, body_digest, reference, at)
    VALUES ($account, $unit, $act, $key, $digest, '', $now)
    ON CONFLICT (account_id, unit_id, act, key) DO NOTHING)"};
inline constexpr Statement kKeepReference{"workflow.keep_reference", R"(
    UPDATE idempotency SET reference = $reference WHERE account_id = $account AND unit_id = $unit AND act = $act AND key = $key)"};
inline constexpr Statement kReferenceOfKey{"workflow.reference_of_key", R"(
    SELECT reference, body_digest FROM idempotency WHERE account_id = $account AND unit_id = $unit AND act = $act AND key = $key)"};

}  // namespace dongson::workflow
