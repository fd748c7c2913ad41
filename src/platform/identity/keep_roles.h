// A province's own roles: made, changed, put back. Each is a new version with who did it, when and why; the past stays.
#pragma once

#include <expected>
#include <string>

#include "core/refusal.h"
#include "platform/identity/role.h"
#include "platform/identity/staff.h"
#include "platform/platform.h"

namespace dongson::identity {

struct RoleDraft {
    std::string key;
    RoleName name;                          // the English one may be empty
    std::vector<std::string> capabilities;  // their keys
    std::int64_t begun_from = 0;            // the version that whoever changes it saw
    std::string reason;
};
inline constexpr std::size_t kLongestRoleName = 80;

// A role of the province's own. Every fault at once, each with its field.
std::expected<void, Refusals> MakeRole(const Platform& platform, const Manager& by, const RoleDraft& draft);
// Refuses what would leave nobody able to administrate (ROLE_LAST_ADMINISTRATOR), and to give oneself more (ROLE_ONESELF).
std::expected<void, Refusals> ChangeRole(const Platform& platform, const Manager& by, const RoleDraft& draft);
// As it was in an earlier version; 0: as it ships, and as it will ship.
std::expected<void, Refusals> RestoreRole(const Platform& platform, const Manager& by, std::string_view key, std::int64_t version,
                                          std::int64_t begun_from, std::string_view reason);

}  // namespace dongson::identity
