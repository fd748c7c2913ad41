#pragma once

#include "storage/database.h"

namespace dongson::identity {

using storage::Statement;

inline constexpr Statement kRoleMark{"identity.role_mark", "SELECT mark FROM role_mark WHERE id = 1"};
// Whoever changes a role holds this row until they are done.
inline constexpr Statement kMarkRoles{"identity.mark_roles", R"(
    INSERT INTO role_mark (id, mark) VALUES (1, $mark) ON CONFLICT (id) DO UPDATE SET mark = $mark)"};
inline constexpr Statement kAddRoleEdition{"identity.add_role_edition", R"(
    INSERT INTO role_edition (role, version, name_vi, name_en, capabilities, as_shipped, author_id, author, reason, made_at,
                              ledger_entry)
    VALUES ($role, $version, $name_vi, $name_en, $capabilities, $as_shipped, $author_id, $author, $reason, $now, $entry))"};
inline constexpr Statement kRoleEditions{"identity.role_editions", R"(
    SELECT role, version, name_vi, name_en, capabilities, as_shipped, author_id, author, reason, made_at, ledger_entry
      FROM role_edition
     WHERE role = $role
     ORDER BY version DESC)"};
inline constexpr Statement kNewestRoleEditions{"identity.newest_role_editions", R"(
    SELECT role, version, name_vi, name_en, capabilities, as_shipped, author_id, author, reason, made_at, ledger_entry
      FROM role_edition e
     WHERE version = (SELECT MAX(version) FROM role_edition WHERE role = e.role)
     ORDER BY role)"};
inline constexpr Statement kEveryRoleEdition{"identity.every_role_edition", R"(
    SELECT role, version, name_vi, name_en, capabilities, as_shipped, author_id, author, reason, made_at, ledger_entry
      FROM role_edition
     ORDER BY role, version)"};

}  // namespace dongson::identity
