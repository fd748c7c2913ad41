// Every statement about scheduled pulls.
#pragma once

#include "storage/database.h"

namespace dongson::open_data {

using storage::Statement;

#define PULL_COLUMNS "id, dataset_id, resource_id, url, every, account_id, digest, outcome, pulled_at, next_at"
inline constexpr Statement kInsertPull{"open_data.insert_pull", "INSERT INTO data_pull (" PULL_COLUMNS R"()
    VALUES ($id, $dataset, $resource, $url, $every, $account, $digest, $outcome, $pulled, $next))"};
inline constexpr Statement kUpdatePull{"open_data.update_pull", R"(
    UPDATE data_pull SET digest = $digest, outcome = $outcome, pulled_at = $pulled, next_at = $next WHERE id = $id)"};
inline constexpr Statement kDeletePull{"open_data.delete_pull", "DELETE FROM data_pull WHERE id = $id AND dataset_id = $dataset"};
inline constexpr Statement kPull{"open_data.pull", "SELECT " PULL_COLUMNS " FROM data_pull WHERE id = $id"};
inline constexpr Statement kPullsOf{"open_data.pulls_of", "SELECT " PULL_COLUMNS R"( FROM data_pull
     WHERE dataset_id = $dataset ORDER BY id)"};
inline constexpr Statement kPullsDue{"open_data.pulls_due", "SELECT " PULL_COLUMNS R"( FROM data_pull
     WHERE next_at <= $now OR pulled_at > $now ORDER BY next_at, id LIMIT 1000)"};
#undef PULL_COLUMNS

}  // namespace dongson::open_data
