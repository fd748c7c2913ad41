// Every statement about events that are held.
#pragma once

#include "storage/database.h"

namespace dongson::soc {

using storage::Statement;

inline constexpr Statement kInsertHold{"soc.insert_hold", R"(
    INSERT INTO soc_hold (id, from_at, until_at, reason, case_code, account_id, placed_at, lifted_at, lifted_by, lifted_reason)
    VALUES ($id, $from, $until, $reason, $case, $account, $now, NULL, 0, ''))"};
inline constexpr Statement kLiftHold{"soc.lift_hold", R"(
    UPDATE soc_hold SET lifted_at = $now, lifted_by = $account, lifted_reason = $reason WHERE id = $id AND lifted_at IS NULL)"};
inline constexpr Statement kHolds{"soc.holds", R"(
    SELECT id, from_at, until_at, reason, case_code, account_id, placed_at, lifted_at, lifted_by, lifted_reason
      FROM soc_hold ORDER BY placed_at DESC, id DESC)"};

}  // namespace dongson::soc
