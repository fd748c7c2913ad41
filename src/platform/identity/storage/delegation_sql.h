#pragma once

#include "storage/database.h"

namespace dongson::identity {

using storage::Statement;

inline constexpr Statement kInsertDelegation{"identity.insert_delegation", R"(
    INSERT INTO delegation (id, appointment_id, to_id, capabilities, signs, basis, valid_from, valid_to,
        recorded_by, recorded_by_name, recorded_at, revoked_by_name, revoke_reason)
    VALUES ($id, $post, $to, $capabilities, $signs, $basis, $first, $last, $by, $by_name, $now, '', ''))"};
#define DELEGATIONS                                                                                                            \
    "SELECT d.id, d.appointment_id, p.account_id, d.to_id, p.unit_id, d.capabilities, d.signs, d.basis, d.valid_from, "        \
    "d.valid_to, d.recorded_by, d.recorded_by_name, d.recorded_at, d.revoked_at, d.revoked_by_name, d.revoke_reason, f.name, " \
    "p.position, t.name, p.valid_from, p.valid_to, f.disabled_at, t.disabled_at FROM delegation d "                            \
    "JOIN appointment p ON p.id = d.appointment_id JOIN account f ON f.id = p.account_id JOIN account t ON t.id = d.to_id "
inline constexpr Statement kDelegation{"identity.delegation", DELEGATIONS "WHERE d.id = $id"};
inline constexpr Statement kDelegationsOfPost{"identity.delegations_of_post",
                                              DELEGATIONS "WHERE d.appointment_id = $post AND d.revoked_at IS NULL"};
// The newest first.
inline constexpr Statement kDelegationsFrom{"identity.delegations_from",
                                            DELEGATIONS "WHERE p.account_id = $account ORDER BY d.valid_from DESC, d.id DESC"};
inline constexpr Statement kDelegationsTo{"identity.delegations_to",
                                          DELEGATIONS "WHERE d.to_id = $account ORDER BY d.valid_from DESC, d.id DESC"};
inline constexpr Statement kDelegationsOfUnit{"identity.delegations_of_unit",
                                              DELEGATIONS "WHERE p.unit_id = $unit ORDER BY d.valid_from DESC, d.id DESC"};
inline constexpr Statement kDelegations{"identity.delegations", DELEGATIONS "ORDER BY d.valid_from DESC, d.id DESC"};
#undef DELEGATIONS
// Who works in a unit on a day, each with a position there.
inline constexpr Statement kWorkIn{"identity.work_in", R"(
    SELECT a.id, a.name, MIN(p.position)
      FROM appointment p JOIN account a ON a.id = p.account_id
     WHERE p.unit_id = $unit AND p.valid_from <= $day AND (p.valid_to = '' OR p.valid_to >= $day) AND a.disabled_at IS NULL
     GROUP BY a.id, a.name ORDER BY a.name, a.id)"};
inline constexpr Statement kRevokeDelegation{"identity.revoke_delegation", R"(
    UPDATE delegation SET revoked_at = $now, revoked_by_name = $by_name, revoke_reason = $reason
     WHERE id = $id AND revoked_at IS NULL)"};

}  // namespace dongson::identity
