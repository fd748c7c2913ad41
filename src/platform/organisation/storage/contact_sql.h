#pragma once

#include "storage/database.h"

namespace dongson::organisation {

inline constexpr storage::Statement kContactVersions{"organisation.contact_versions", R"(
    SELECT unit_id, version, address, phone, email, hours, remark, changed_at, changed_by_name
      FROM unit_contact WHERE unit_id = $unit ORDER BY version DESC LIMIT $rows)"};

inline constexpr storage::Statement kEveryContact{"organisation.every_contact", R"(
    SELECT unit_id, version, address, phone, email, hours, remark, changed_at, changed_by_name
      FROM unit_contact c
     WHERE version = (SELECT MAX(version) FROM unit_contact n WHERE n.unit_id = c.unit_id) ORDER BY unit_id)"};

inline constexpr storage::Statement kInsertContact{"organisation.insert_contact", R"(
    INSERT INTO unit_contact (unit_id, version, address, phone, email, hours, remark, changed_at, changed_by, changed_by_name)
    VALUES ($unit, $version, $address, $phone, $email, $hours, $remark, $now, $by, $by_name)
    ON CONFLICT (unit_id, version) DO NOTHING)"};

}  // namespace dongson::organisation
