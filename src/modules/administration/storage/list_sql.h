#pragma once

#include "storage/database.h"

namespace dongson::administration {

using storage::Statement;

inline constexpr Statement kInsertList{"administration.insert_list", R"(
    INSERT INTO staff_list (id, account_id, name, csv, uploaded_at) VALUES ($id, $account, $name, $csv, $now))"};
inline constexpr Statement kList{"administration.list", R"(
    SELECT id, account_id, name, csv, uploaded_at FROM staff_list WHERE id = $id AND uploaded_at > $since)"};
inline constexpr Statement kDeleteList{"administration.delete_list", "DELETE FROM staff_list WHERE id = $id"};
inline constexpr Statement kDeleteOldLists{"administration.delete_old_lists",
                                           "DELETE FROM staff_list WHERE uploaded_at < $before"};

}  // namespace dongson::administration
