#pragma once

#include "storage/database.h"

namespace dongson::organisation {

// With what an administrator confirmed in place of what was inferred.
inline constexpr storage::Statement kAllUnits{"organisation.all_units", R"(
    SELECT u.id, u.key, u.name, u.short_name, u.level, u.kind, u.parent_id, u.valid_from, u.valid_to, u.gso_code, u.org_code,
           COALESCE(c.successors, u.successors), u.successors_basis, CASE WHEN c.unit_key IS NULL THEN 0 ELSE 1 END
      FROM unit u LEFT JOIN confirmed_successors c ON c.unit_key = u.key
     ORDER BY u.key)"};

inline constexpr storage::Statement kSaveUnit{"organisation.save_unit", R"(
    INSERT INTO unit (id, key, name, short_name, level, kind, parent_id, valid_from, valid_to, gso_code, org_code, successors, successors_basis)
    VALUES ($id, $key, $name, $short_name, $level, $kind, $parent, $valid_from, $valid_to, $gso_code, $org_code, $successors, $basis)
    ON CONFLICT (id) DO UPDATE
       SET name = $name, short_name = $short_name, level = $level, kind = $kind, parent_id = $parent, valid_from = $valid_from,
           valid_to = $valid_to, gso_code = $gso_code, org_code = $org_code, successors = $successors, successors_basis = $basis)"};

inline constexpr storage::Statement kConfirmSuccessors{"organisation.confirm_successors", R"(
    INSERT INTO confirmed_successors (unit_key, successors, confirmed_at, confirmed_by) VALUES ($key, $successors, $now, $by)
    ON CONFLICT (unit_key) DO UPDATE SET successors = $successors, confirmed_at = $now, confirmed_by = $by)"};

}  // namespace dongson::organisation
