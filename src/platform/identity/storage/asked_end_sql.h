#pragma once

#include "storage/database.h"

namespace dongson::identity {

using storage::Statement;

inline constexpr Statement kInsertAskedEnd{"identity.insert_asked_end", R"(
    INSERT INTO asked_end (id, account_id, post_id, last_day, reason, asked_by, asked_by_name, asked_at, decided_at)
    VALUES ($id, $account, $post, $last, $reason, $by, $by_name, $now, NULL))"};
inline constexpr Statement kAskedEnds{"identity.asked_ends", R"(
    SELECT id, account_id, post_id, last_day, reason, asked_by, asked_by_name, asked_at
      FROM asked_end
     WHERE decided_at IS NULL AND asked_at > $since AND (CAST($account AS BIGINT) = 0 OR account_id = $account)
     ORDER BY asked_at, id)"};
// Whoever is faster decides.
inline constexpr Statement kDecideAskedEnd{"identity.decide_asked_end",
                                           "UPDATE asked_end SET decided_at = $now WHERE id = $id AND decided_at IS NULL"};

// It could not be done.
inline constexpr Statement kWaitAgain{"identity.asked_end_waits_again", "UPDATE asked_end SET decided_at = NULL WHERE id = $id"};
// Whether somebody let an account in, or gave it a post.
inline constexpr Statement kLetInBy{"identity.let_in_by", R"(
    SELECT COUNT(*) FROM account_event
     WHERE account_id = $account AND by_id = $by AND at > $since
       AND event IN ('hired', 'appointed', 'access_renewed', 'enabled', 'changed'))"};

}  // namespace dongson::identity
