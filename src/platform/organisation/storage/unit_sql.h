#pragma once

#include "storage/database.h"

namespace dongson::organisation {

inline constexpr storage::Statement kAllUnits{"organisation.all_units", R"(
    SELECT id, key, name, short_name, level, kind, parent_id, valid_from, valid_to, gso_code, org_code, successors
      FROM unit
     ORDER BY key)"};

inline constexpr storage::Statement kSaveUnit{"organisation.save_unit", R"(
    INSERT INTO unit (id, key, name, short_name, level, kind, parent_id, valid_from, valid_to, gso_code, org_code, successors)
    VALUES ($id, $key, $name, $short_name, $level, $kind, $parent, $valid_from, $valid_to, $gso_code, $org_code, $successors)
    ON CONFLICT (id) DO UPDATE
       SET name = $name, short_name = $short_name, level = $level, kind = $kind, parent_id = $parent, valid_from = $valid_from,
           valid_to = $valid_to, gso_code = $gso_code, org_code = $org_code, successors = $successors)"};

}  // namespace dongson::organisation
